import * as z from "zod";
import type { ChatAnswer } from "../../client/chat-types";
import { canonicalJson } from "../../values/differ";
import { kindOf, type ExpectationKind, type ParsedExpectation } from "./inputs";

type Check = (answer: ChatAnswer, expected: ParsedExpectation) => boolean;

/** The check of each kind. `judge.ts` has the judge's. */
const CHECKS: Readonly<Record<Exclude<ExpectationKind, "judge">, Check>> = {
  equals: ({ text }, { equals = "", ignoreCase }) => folded(text, ignoreCase) === folded(equals, ignoreCase),
  contains: ({ text }, { contains = "", ignoreCase }) => has(text, contains, ignoreCase),
  containsAny: ({ text }, { containsAny = [], ignoreCase }) => containsAny.some((part) => has(text, part, ignoreCase)),
  containsAll: ({ text }, { containsAll = [], ignoreCase }) => containsAll.every((part) => has(text, part, ignoreCase)),
  notContains: ({ text }, { notContains = "", ignoreCase }) => !has(text, notContains, ignoreCase),
  matches: ({ text }, { matches = "", ignoreCase }) => isMatch(text, matches, ignoreCase),
  notMatches: ({ text }, { notMatches = "", ignoreCase }) => !isMatch(text, notMatches, ignoreCase),
  json: ({ text }, { json }) => isJson(text, json),
  minLength: ({ text }, { minLength = 0 }) => Array.from(text).length >= minLength,
  maxLength: ({ text }, { maxLength = 0 }) => Array.from(text).length <= maxLength,
  calls: ({ calls }, { calls: tool = "", arguments: given = {} }) =>
    calls.some((call) => isTool(call.name, tool) && isWithin(given, call.arguments ?? {})),
  doesNotCall: ({ calls }, { doesNotCall = "" }) => !calls.some(({ name }) => isTool(name, doesNotCall)),
  maxSeconds: ({ seconds }, { maxSeconds = 0 }) => seconds <= maxSeconds,
};

/** Whether the expectation holds. A judge's always does here. */
export function holds(expected: ParsedExpectation, answer: ChatAnswer): boolean {
  const kind = kindOf(expected);
  return kind === "judge" || CHECKS[kind](answer, expected);
}

function folded(text: string, ignoreCase = false): string {
  return ignoreCase ? text.toLowerCase() : text;
}

function has(text: string, part: string, ignoreCase?: boolean): boolean {
  return folded(text, ignoreCase).includes(folded(part, ignoreCase));
}

function isMatch(text: string, pattern: string, ignoreCase = false): boolean {
  return new RegExp(pattern, ignoreCase ? "ui" : "u").test(text);
}

function isJson(text: string, expected: ParsedExpectation["json"]): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof expected !== "object") return true;
  return z.fromJSONSchema(expected.schema).safeParse(value).success;
}

/** Coze names a tool `plugin-tool`. */
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
