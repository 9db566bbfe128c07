import * as z from "zod";
import { MAX_CASES } from "../../values/limits";
import { INEXACT, inexactIn } from "../../values/tree";
import { counted, formatPath } from "../../values/problem";
import { id, text } from "../validate";

const MAX_HISTORY = 98;
const MAX_REPEAT = 100;

const nonEmpty = z.string().refine((value) => value !== "", "must not be empty");

const pattern = z.string().superRefine((value, context) => {
  const reason = mistakeIn(value);
  if (reason !== undefined) context.addIssue({ code: "custom", message: `must be a regular expression (${reason})` });
});

const length = z.int().min(0);
const judge = z.strictObject({ botId: id, criteria: nonEmpty });

const json = z
  .strictObject({ schema: z.record(z.string(), z.unknown()).optional(), fenced: z.boolean().optional() })
  .refine(({ schema, fenced }) => schema !== undefined || fenced !== undefined, "must have a schema, or fenced");

const kinds = {
  equals: z.string(),
  contains: nonEmpty,
  containsAny: z.array(nonEmpty).min(1),
  containsAll: z.array(nonEmpty).min(1),
  notContains: nonEmpty,
  matches: pattern,
  notMatches: pattern,
  json: z.union([z.literal(true), json]),
  minLength: length,
  maxLength: length,
  calls: nonEmpty,
  doesNotCall: nonEmpty,
  maxSeconds: z.number().refine((value) => value > 0, "must be more than 0"),
  maxTokens: z.int().min(1),
  judge,
};
export type ExpectationKind = keyof typeof kinds;
const KINDS = Object.keys(kinds) as ExpectationKind[];

/** The kinds that compare texts. */
const OF_TEXT: readonly ExpectationKind[] = [
  "equals",
  "contains",
  "containsAny",
  "containsAll",
  "notContains",
  "matches",
  "notMatches",
];

const expectation = z
  .strictObject({
    ...z.object(kinds).partial().shape,
    arguments: z.record(z.string(), z.unknown()).optional(),
    ignoreCase: z.boolean().optional(),
  })
  .superRefine((value, context) => {
    const given = kindsOf(value);
    const [kind] = given;
    const wrong = (message: string, ...path: (string | number)[]): void =>
      context.addIssue({ code: "custom", message, path });
    if (given.length !== 1) wrong(`must have exactly one of ${KINDS.join(", ")}`);
    if (value.arguments !== undefined && kind !== "calls") wrong("is allowed beside calls only", "arguments");
    for (const inner of inexactIn(value.arguments)) wrong(INEXACT, "arguments", ...inner);
    if (value.ignoreCase !== undefined && kind !== undefined && !OF_TEXT.includes(kind)) {
      wrong(`is allowed beside ${OF_TEXT.join(", ")} only`, "ignoreCase");
    }
  });
export type ParsedExpectation = z.infer<typeof expectation>;

const turn = z.strictObject({ role: z.enum(["user", "assistant"]), content: nonEmpty });
const variableName = z.string().regex(/^[A-Za-z_]+$/, "must be letters and underscores");
const runs = z.int().min(1).max(MAX_REPEAT);

const testCase = z
  .strictObject({
    name: text(1, 100),
    ask: nonEmpty,
    history: z.array(turn).max(MAX_HISTORY).optional(),
    customVariables: z.record(variableName, z.string()).optional(),
    expect: z.array(expectation).min(1),
    repeat: runs.optional(),
    minPassed: runs.optional(),
  })
  .superRefine(({ repeat = 1, minPassed }, context) => {
    if (minPassed === undefined || minPassed <= repeat) return;
    context.addIssue({ code: "custom", message: `must be at most repeat, which is ${repeat}`, path: ["minPassed"] });
  });
export type ParsedCase = z.infer<typeof testCase>;

export const cases = z.array(testCase).min(1).max(MAX_CASES);

export function kindOf(value: ParsedExpectation): ExpectationKind {
  return kindsOf(value)[0] ?? "equals";
}

function kindsOf(value: object): ExpectationKind[] {
  return KINDS.filter((kind) => (value as Record<string, unknown>)[kind] !== undefined);
}

/** The reason why a pattern is not valid. It leaves out the pattern, which may be a secret. */
function mistakeIn(value: string): string | undefined {
  try {
    new RegExp(value, "u");
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    const reason = message.slice(message.lastIndexOf(": ") + 2);
    return value.startsWith("(?i") ? `${reason}; ${IGNORE_CASE} in place of (?i)` : reason;
  }
}

const IGNORE_CASE = "set ignoreCase beside it";

/**
 * Hints at valid inputs that are probably not meant: slashes and flags of a JavaScript literal are a part of the
 * pattern here.
 */
export function hints(cases: readonly ParsedCase[]): string[] {
  return cases.flatMap(({ expect }, i) =>
    expect.flatMap((each, k) =>
      (["matches", "notMatches"] as const)
        .filter((kind) => /^\/.+\/[dgimsuvy]+$/s.test(each[kind] ?? ""))
        .map(
          (kind) =>
            `${formatPath(["cases", i, "expect", k, kind])}: the slashes and flags are a part of the pattern; ` +
            `leave them out, and ${IGNORE_CASE} for the flag i`,
        ),
    ),
  );
}

/** The most chats with a judge for one answer: one, and two more after a FAIL. */
export const JUDGE_CHATS = 3;

/** The highest number of chats that the cases can take, with the bot and with judges. */
export function chatCount(cases: readonly ParsedCase[]): { runs: number; judged: number } {
  const runsOf = ({ repeat = 1 }: ParsedCase): number => repeat;
  const judgedOf = (each: ParsedCase): number =>
    runsOf(each) * JUDGE_CHATS * each.expect.filter(({ judge }) => judge !== undefined).length;
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  return { runs: sum(cases.map(runsOf)), judged: sum(cases.map(judgedOf)) };
}

/** "3 cases, up to 5 chats". */
export function counts(cases: readonly ParsedCase[]): string {
  const { runs, judged } = chatCount(cases);
  const judges = judged > 0 ? `, and up to ${judged} more with judges` : "";
  return `${counted(cases.length, "case")}, up to ${counted(runs, "chat")}${judges}`;
}
