import * as z from "zod";
import { Threads } from "./checker/threads";
import { MAX_CASES } from "../../values/limits";
import { containsUnknown, INEXACT, inexactIn, UNKNOWN } from "../../values/tree";
import { counted, formatPath, problem, type Problem } from "../../values/problem";
import { id, text, validate } from "../validate";
import { baselineProblems, noWorseThan } from "./compare/inputs";

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

const cases = z.array(testCase).min(1).max(MAX_CASES);

/** The inputs that a resource and a suite file have in common. */
export const suiteShape = {
  cases,
  timeoutSeconds: z.number().min(1).max(3600).optional(),
  concurrency: z.int().min(1).max(16).optional(),
  maxChats: z.int().min(1).max(10_000).optional(),
};

/** Every input of a CozeBotTest. The program sends `bot` and `publication` as `botId`, both hashes and `version`. */
export const botTestInputs = z.strictObject({
  botId: id,
  contentHash: z.string(),
  promotionHash: z.string(),
  version: id.optional(),
  ...suiteShape,
  noWorseThan: noWorseThan.optional(),
  onFailure: z.enum(["fail", "record"]).optional(),
  triggers: z.unknown().optional(),
  /** The positions of the cases with a secret. The program side or the plugin sets them. */
  __secretCases: z.strictObject({ cases: z.array(z.int()), names: z.array(z.int()) }).optional(),
});
export type BotTestInputs = z.infer<typeof botTestInputs>;

/** All problems of the inputs, found without a call. */
export function botTestProblems(inputs: Readonly<Record<string, unknown>>): Problem[] {
  const bots = inputs["noWorseThan"] === undefined ? 1 : 2;
  return [...shapeProblems(botTestInputs, inputs), ...suiteProblems(inputs, bots), ...baselineProblems(inputs)];
}

/**
 * The problems of the shape. If there are too many cases, none is checked: the check could take longer than the check
 * of all allowed cases.
 */
export function shapeProblems(schema: z.ZodType, inputs: unknown): Problem[] {
  const { cases: given, ...rest } =
    typeof inputs === "object" && inputs !== null ? (inputs as { cases?: unknown }) : {};
  if (!hasTooMany(given)) return validate(schema, inputs);
  const others = validate(schema, rest).filter(({ path }) => path[0] !== "cases");
  return [problem("cases", `must have at most ${MAX_CASES} items`, given), ...others];
}

function hasTooMany(given: unknown): boolean {
  return Array.isArray(given) && given.length > MAX_CASES;
}

/** The problems of the JSON Schemas, each with its path. Parts that would not be applied are problems. */
export async function schemaProblems(given: unknown): Promise<Problem[]> {
  if (hasTooMany(given)) return [];
  const { data = [] } = z.array(z.looseObject({ expect: z.array(z.unknown()) })).safeParse(given);
  const schemas = data.flatMap(({ expect }, i) =>
    expect.flatMap((each, k) => {
      const { data } = withSchema.safeParse(each);
      const path = ["cases", i, "expect", k, "json", "schema"] as const;
      return data && !containsUnknown(data) ? [{ path, schema: data.json.schema }] : [];
    }),
  );
  const threads = new Threads();
  const problems: Problem[] = [];
  try {
    for (const { path, schema } of schemas) {
      const found = await threads.problems(schema);
      problems.push(...found.map(({ path: inner, rule }) => ({ path: [...path, ...inner], rule })));
    }
    return problems;
  } finally {
    await threads.close();
  }
}

const withSchema = z.looseObject({ json: z.looseObject({ schema: z.record(z.string(), z.unknown()) }) });

/** Problems that the schema does not find: repeated names, and more chats than `maxChats` with one or two bots. */
export function suiteProblems(
  { cases: given, maxChats = 100 }: Readonly<Record<string, unknown>>,
  bots: 1 | 2 = 1,
): Problem[] {
  if (hasTooMany(given)) return [];
  const { data } = z.array(z.looseObject({ name: z.unknown() })).safeParse(given);
  const names = (data ?? []).map(({ name }) => name);
  const problems = names.flatMap((name, i) =>
    typeof name === "string" && name !== UNKNOWN && names.indexOf(name) < i
      ? [problem(["cases", i, "name"], `must be unique, and is that of cases[${names.indexOf(name)}]`, name)]
      : [],
  );
  const parsed = cases.safeParse(given);
  if (!parsed.success || typeof maxChats !== "number") return problems;
  const { runs: asked, judged } = chatCount(parsed.data);
  if (bots * (asked + judged) <= maxChats) return problems;
  const each = bots === 2 ? " with each of two bots" : "";
  return [
    ...problems,
    { path: ["maxChats"], rule: `${counts(parsed.data)}${each} are more than the ${maxChats} that it allows` },
  ];
}

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
