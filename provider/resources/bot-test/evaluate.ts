import type { ChatAnswer } from "../../client/chat-types";
import { canonicalJson } from "../../values/differ";
import type { Threads } from "./checker/threads";
import { kindOf, type ExpectationKind, type ParsedExpectation } from "./cases";

type Check = (answer: ChatAnswer, expected: ParsedExpectation, threads: Threads) => boolean | Promise<boolean>;

/** The check of each kind. The check of a judge is in `judge.ts`. */
const CHECKS: Readonly<Record<Exclude<ExpectationKind, "judge">, Check>> = {
  equals: ({ text }, { equals = "", ignoreCase }) => folded(text, ignoreCase) === folded(equals, ignoreCase),
  contains: ({ text }, { contains = "", ignoreCase }) => has(text, contains, ignoreCase),
  containsAny: ({ text }, { containsAny = [], ignoreCase }) => containsAny.some((part) => has(text, part, ignoreCase)),
  containsAll: ({ text }, { containsAll = [], ignoreCase }) => containsAll.every((part) => has(text, part, ignoreCase)),
  notContains: ({ text }, { notContains = "", ignoreCase }) => !has(text, notContains, ignoreCase),
  matches: ({ text }, { matches = "", ignoreCase }, threads) => threads.matches(text, matches, flags(ignoreCase)),
  notMatches: async ({ text }, { notMatches = "", ignoreCase }, threads) =>
    !(await threads.matches(text, notMatches, flags(ignoreCase))),
  json: ({ text }, { json }, threads) => isJson(text, json, threads),
  minLength: ({ text }, { minLength = 0 }) => Array.from(text).length >= minLength,
  maxLength: ({ text }, { maxLength = 0 }) => Array.from(text).length <= maxLength,
  calls: ({ calls }, { calls: tool = "", arguments: given = {} }) =>
    calls.some((call) => isTool(call.name, tool) && isWithin(given, call.arguments ?? {})),
  doesNotCall: ({ calls }, { doesNotCall = "" }) => !calls.some(({ name }) => isTool(name, doesNotCall)),
  maxSeconds: ({ seconds }, { maxSeconds = 0 }) => seconds <= maxSeconds,
  // If the server does not count tokens, there is no check, and `run.ts` says so.
  maxTokens: ({ tokens = 0 }, { maxTokens = 0 }) => tokens <= maxTokens,
};

/** Whether the expectation holds. An expectation with a judge always holds here. */
export async function holds(expected: ParsedExpectation, answer: ChatAnswer, threads: Threads): Promise<boolean> {
  const kind = kindOf(expected);
  return kind === "judge" || CHECKS[kind](answer, expected, threads);
}

/** Whether the check runs in a thread. */
export function needsThread({ matches, notMatches, json }: ParsedExpectation): boolean {
  return (matches ?? notMatches) !== undefined || (typeof json === "object" && json.schema !== undefined);
}

/** Whether an empty answer may pass: if a case expects an empty text, or a call of a tool. */
export function allowsNothing(expected: readonly ParsedExpectation[]): boolean {
  return expected.some(({ equals, calls }) => equals === "" || calls !== undefined);
}

function folded(text: string, ignoreCase = false): string {
  return ignoreCase ? text.toLowerCase() : text;
}

function has(text: string, part: string, ignoreCase?: boolean): boolean {
  return folded(text, ignoreCase).includes(folded(part, ignoreCase));
}

function flags(ignoreCase = false): string {
  return ignoreCase ? "ui" : "u";
}

function isJson(text: string, expected: ParsedExpectation["json"], threads: Threads): boolean | Promise<boolean> {
  const { schema, fenced = false } = typeof expected === "object" ? expected : {};
  let value: unknown;
  try {
    value = JSON.parse(fenced ? withoutFence(text) : text);
  } catch {
    return false;
  }
  return schema === undefined || threads.fits(value, schema);
}

/**
 * The content of the only fence of an answer, which may have words around the fence. The whole answer, if it does not
 * have exactly one fence.
 */
function withoutFence(text: string): string {
  const lines = text.split(/\r?\n/);
  const fences = [...lines.keys()].filter((i) => /^\s*```/.test(lines[i] ?? ""));
  const [from, to, ...more] = fences;
  return from === undefined || to === undefined || more.length > 0 ? text : lines.slice(from + 1, to).join("\n");
}

/** Whether a called tool is the expected one. Coze names a tool `plugin-tool`. */
function isTool(called: string, tool: string): boolean {
  return called === tool || called.endsWith(`-${tool}`);
}

/** Whether the value has every expected property. Lists must be equal. */
function isWithin(expected: unknown, value: unknown): boolean {
  if (typeof expected !== "object" || expected === null || Array.isArray(expected)) {
    return canonicalJson(expected) === canonicalJson(value);
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(expected).every(([key, part]) => isWithin(part, (value as Record<string, unknown>)[key]));
}
