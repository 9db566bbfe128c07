import * as z from "zod";
import { Threads } from "./checker/threads";
import { MAX_CASES } from "../../values/limits";
import { containsUnknown, UNKNOWN } from "../../values/tree";
import { problem, type Problem } from "../../values/problem";
import { id, validate } from "../validate";
import { cases, chatCount, counts } from "./cases";
import { baselineProblems, noWorseThan } from "./compare/inputs";

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
