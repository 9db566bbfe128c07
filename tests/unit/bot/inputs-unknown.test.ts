import fc from "fast-check";
import { botProblems } from "../problems";
import { UNKNOWN } from "../../../provider/values/tree";
import { SEED } from "../../harness/seed";
import { cached, full, inputsWith, replaced, waysInto } from "./samples";

const samples = [full, cached].flatMap((inputs) => waysInto(inputs).map((way) => ({ inputs, way })));

test.each(samples.map(({ inputs, way }) => [way.join("."), inputs, way] as const))(
  "%s may be unknown",
  (_name, inputs, way) => {
    expect(botProblems(replaced(inputs, way, UNKNOWN) as typeof inputs)).toEqual([]);
  },
);

test("any number of leaves and blocks of a valid bot may be unknown", () => {
  fc.assert(
    fc.property(fc.constantFrom(full, cached), fc.array(fc.nat()), (inputs, picks) => {
      const unknown = picks.reduce<unknown>((value, pick) => {
        const ways = waysInto(value);
        return ways.length === 0 ? value : replaced(value, ways[pick % ways.length] ?? [], UNKNOWN);
      }, inputs);
      expect(botProblems(unknown as typeof full)).toEqual([]);
    }),
    { numRuns: 500, seed: SEED },
  );
});

test("a value that may turn out to be absent breaks no rule between inputs", () => {
  const modelId = "1706077826";
  const prefixPromptInfo = { prefixPrompt: "The rules." };
  for (const inputs of [
    { promptInfo: { promptMode: "prefix", prompt: UNKNOWN, prefixPromptInfo } },
    { promptInfo: { promptMode: "standard", prefixPromptInfo: UNKNOWN } },
    { promptInfo: { prefixPromptInfo: UNKNOWN } },
    { modelInfoConfig: { modelId, apiMode: "responses_api", cacheType: UNKNOWN } },
    { suggestReplyInfo: { replyMode: UNKNOWN } },
  ]) {
    expect(botProblems(inputsWith(inputs))).toEqual([]);
  }
});

test("what is known beside an unknown value is still judged", () => {
  expect(
    botProblems({ name: UNKNOWN, description: "a".repeat(501), promptInfo: { prompt: UNKNOWN, promptMode: "x" } }),
  ).toEqual([
    "description: must be at most 500 characters, got a string of 501 characters",
    'promptInfo.promptMode: must be "standard" or "prefix", got a string of 1 character',
  ]);
});

test("a key that does not exist is refused even with an unknown value", () => {
  expect(botProblems({ name: "Support", promt: UNKNOWN })).toEqual(["promt: there is no such input"]);
});

test("a text that merely holds the sentinel is a text", () => {
  expect(botProblems({ name: `${UNKNOWN}!` })).toEqual([
    "name: must be 1 to 20 characters, got a string of 37 characters",
  ]);
});
