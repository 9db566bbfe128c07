import { canonical, sameValue } from "../../../provider/resources/bot/canonical";
import { UNKNOWN } from "../../../provider/values/tree";
import { full, inputsWith } from "./samples";

const prompt = (text: string) => canonical(inputsWith({ promptInfo: { prompt: text } }))["promptInfo.prompt"];

test("the form holds the declared leaves by path, sorted, and nothing that is not content", () => {
  const form = canonical({ ...full, __resource: "support", contentHash: "v1:x", version: "7" });
  expect(Object.keys(form)).toEqual([
    "description",
    "iconFileId",
    "knowledge.autoCall",
    "knowledge.datasetIds",
    "knowledge.searchStrategy",
    "modelInfoConfig.apiMode",
    "modelInfoConfig.cacheType",
    "modelInfoConfig.contextRound",
    "modelInfoConfig.frequencyPenalty",
    "modelInfoConfig.maxTokens",
    "modelInfoConfig.modelId",
    "modelInfoConfig.parameters.caching.type",
    "modelInfoConfig.parameters.cachingExpireTime",
    "modelInfoConfig.parameters.store",
    "modelInfoConfig.parameters.thinkingType",
    "modelInfoConfig.presencePenalty",
    "modelInfoConfig.responseFormat",
    "modelInfoConfig.spAntiLeak",
    "modelInfoConfig.spCurrentTime",
    "modelInfoConfig.temperature",
    "modelInfoConfig.topK",
    "modelInfoConfig.topP",
    "name",
    "onboardingInfo.prologue",
    "onboardingInfo.suggestedQuestions",
    "plugins",
    "promptInfo.prompt",
    "promptInfo.promptMode",
    "suggestReplyInfo.customizedPrompt",
    "suggestReplyInfo.replyMode",
    "workflowIds",
  ]);
});

test.each([
  ["CRLF is LF", "a\r\nb", "a\nb"],
  ["one trailing line break is dropped", "a\n", "a"],
  ["one trailing CRLF is dropped", "a\r\n", "a"],
  ["a second trailing line break is content", "a\n\n", "a\n"],
  ["a lone CR is content", "a\rb", "a\rb"],
  ["a leading line break is content", "\na", "\na"],
  ["a blank line inside is content", "a\n\nb", "a\n\nb"],
  ["inner spaces are content", "a  b\tc", "a  b\tc"],
  ["outer spaces are content", "  a ", "  a "],
  ["a byte order mark is content", "\uFEFFa", "\uFEFFa"],
  ["what looks the same in Unicode is content", "e\u0301", "e\u0301"],
  ["the empty text is content", "", ""],
  ["a line break alone is the empty text", "\n", ""],
])("%s", (_rule, text, form) => {
  expect(prompt(text)).toBe(form);
});

test("texts in lists are taken to the same form", () => {
  const questions = (...suggestedQuestions: string[]) =>
    canonical(inputsWith({ onboardingInfo: { suggestedQuestions } }));
  expect(questions("a\r\nb", "c\n")).toEqual(questions("a\nb", "c"));
  expect(questions("a", "b")).not.toEqual(questions("b", "a"));
});

test("plugins, workflows and knowledge bases are sets", () => {
  const [a, b] = full.plugins;
  const one = canonical(
    inputsWith({ plugins: [a, b], workflowIds: ["2", "1"], knowledge: { datasetIds: ["1", "2", "2"] } }),
  );
  const other = canonical(
    inputsWith({
      plugins: [{ apiId: b?.apiId, pluginId: b?.pluginId }, b, a],
      workflowIds: ["1", "2", "1"],
      knowledge: { datasetIds: ["2", "1"] },
    }),
  );
  expect(one).toEqual(other);
});

test("a set that is unknown, or has something unknown in it, stays so", () => {
  expect(canonical({ plugins: UNKNOWN, workflowIds: ["1", UNKNOWN] })).toEqual({
    plugins: UNKNOWN,
    workflowIds: [UNKNOWN, "1"],
  });
});

test("undefined is left out, a declared default is not", () => {
  expect(canonical({ name: "a", description: undefined, promptInfo: { prompt: undefined } })).toEqual({ name: "a" });
  const defaults = { description: "", workflowIds: [], knowledge: { autoCall: true, searchStrategy: "semantic" } };
  expect(canonical(defaults)).toEqual({
    description: "",
    "knowledge.autoCall": true,
    "knowledge.searchStrategy": "semantic",
    workflowIds: [],
  });
});

test("an empty block declares nothing", () => {
  expect(canonical({ name: "a", promptInfo: {}, modelInfoConfig: { parameters: { caching: {} } } })).toEqual({
    name: "a",
  });
});

describe("sameValue", () => {
  test("compares by value", () => {
    expect(sameValue(["a"], ["a"])).toBe(true);
    expect(sameValue("a", "b")).toBe(false);
    expect(sameValue(1, "1")).toBe(false);
    expect(sameValue("", undefined)).toBe(false);
  });

  test("an unknown value is the same as nothing, not even as another unknown one", () => {
    expect(sameValue(UNKNOWN, UNKNOWN)).toBe(false);
    expect(sameValue("a", UNKNOWN)).toBe(false);
    expect(sameValue([UNKNOWN], [UNKNOWN])).toBe(false);
    expect(sameValue([{ pluginId: UNKNOWN }], [{ pluginId: UNKNOWN }])).toBe(false);
  });
});
