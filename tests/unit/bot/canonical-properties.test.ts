import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { canonical, hashes } from "../../../provider/resources/bot/canonical";
import { withAt } from "../../../provider/values/tree";
import { SEED } from "../../harness/seed";

type Inputs = Record<string, unknown>;

const words = (alphabet: string[], maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((parts) => parts.join(""));
/** Few letters, so that equal texts come up often. */
const anyText = words(["a", " ", "\n", "\r\n", "\r", "😀"], 4);
/** A text in its normal form already. */
const normalText = words(["a", "b", " ", "\n", "é"], 6).map((text) => text.replace(/\n+$/, ""));
const ids = fc.array(fc.constantFrom("1", "2", "3"), { maxLength: 4 });

const botOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Inputs> => {
  const block = (model: Record<string, fc.Arbitrary<unknown>>) => fc.record(model, { requiredKeys: [] });
  return block({
    name: text,
    description: text,
    promptInfo: block({ prompt: text, promptMode: fc.constantFrom("standard", "prefix") }),
    onboardingInfo: block({ prologue: text, suggestedQuestions: fc.array(text, { maxLength: 3 }) }),
    knowledge: block({ datasetIds: ids, autoCall: fc.boolean() }),
    plugins: fc.array(fc.record({ pluginId: fc.constantFrom("1", "2"), apiId: fc.constantFrom("1", "2") }), {
      maxLength: 3,
    }),
    workflowIds: ids,
    modelInfoConfig: block({ modelId: fc.constantFrom("1", "2"), temperature: fc.constantFrom(0, 0.5, 1) }),
  });
};

/** The inputs that a canonical form stands for. */
const inputsOf = (form: Inputs): Inputs =>
  Object.entries(form).reduce<Inputs>((inputs, [path, value]) => withAt(inputs, path, value), {});

const reversed = (value: unknown, inSet = false): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => reversed(item));
    return inSet ? items.reverse() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(
    entries.map(([key, item]) => [key, reversed(item, ["plugins", "workflowIds", "datasetIds"].includes(key))]),
  );
};

const eachText = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item: unknown) => eachText(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, eachText(item, change)]));
};

const many = { numRuns: 1000, seed: SEED };

test("what is in normal form already stays as it is", () => {
  fc.assert(
    fc.property(botOf(normalText), (bot) => {
      const form = canonical(bot);
      expect(canonical(inputsOf(form))).toEqual(form);
    }),
    many,
  );
});

test("the order of keys and sets means nothing", () => {
  fc.assert(
    fc.property(botOf(anyText), (bot) => {
      expect(hashes(canonical(reversed(bot) as Inputs))).toEqual(hashes(canonical(bot)));
    }),
    many,
  );
});

test("CRLF and one trailing line break mean nothing", () => {
  fc.assert(
    fc.property(botOf(normalText), fc.constantFrom("", "\n", "\r\n"), (bot, end) => {
      // Ids and words are no texts, but have no line breaks either: only an added end could change them.
      const windows = { ...bot, ...(eachText(bot, (text) => text.replaceAll("\n", "\r\n")) as Inputs) };
      expect(canonical(windows)).toEqual(canonical(bot));
      const ended = { ...bot, promptInfo: eachText(bot["promptInfo"], (text) => text + end) };
      expect(canonical(ended)).toEqual(canonical(bot));
    }),
    many,
  );
});

test("the hashes are equal exactly where the forms are", () => {
  let equal = 0;
  const pair = fc.oneof(
    fc.tuple(botOf(anyText), botOf(anyText)),
    botOf(anyText).map((bot) => [bot, reversed(bot) as Inputs] as const),
    fc.tuple(botOf(anyText), anyText).map(([bot, name]) => [bot, { ...bot, name }] as const),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const same = isDeepStrictEqual({ ...canonical(a) }, { ...canonical(b) });
      equal += same ? 1 : 0;
      expect(hashes(canonical(a)).contentHash === hashes(canonical(b)).contentHash).toBe(same);
    }),
    { numRuns: 3000, seed: SEED },
  );
  expect(equal).toBeGreaterThan(100);
  expect(equal).toBeLessThan(2900);
});
