import { differences, fromInfo, contradicts } from "../../../provider/resources/bot/wire";
import type { BotInfo } from "../../../provider/client/bot-types";
import { FIELDS } from "../../../provider/resources/bot/fields";
import { getAt } from "../../../provider/values/tree";

const info: BotInfo = {
  bot_id: "7390000000000000001",
  name: "Support",
  description: "Orders",
  prompt_info: { prompt: "Hi", prompt_mode: "standard" },
  onboarding_info: { prologue: "Hello", suggested_questions: ["Why?"] },
  knowledge: { knowledge_infos: [{ id: "1" }, { id: "2" }] },
  plugin_info_list: [
    { plugin_id: "1", api_info_list: [{ api_id: "11" }, { api_id: "12" }] },
    { plugin_id: "2", api_info_list: [{ api_id: "21" }] },
  ],
  workflow_info_list: [{ id: "5" }],
  model_info: { model_id: "9", temperature: 0.5 },
  suggest_reply_info: { reply_mode: "disable" },
};

test("a read is told under the names of the inputs", () => {
  expect(fromInfo({ ...info, model_info: { ...info.model_info, parameters: { store: false } } })).toEqual({
    name: "Support",
    description: "Orders",
    promptInfo: { prompt: "Hi", promptMode: "standard", prefixPromptInfo: { prefixPrompt: "", dynamicPrompt: "" } },
    onboardingInfo: { prologue: "Hello", suggestedQuestions: ["Why?"] },
    knowledge: { datasetIds: ["1", "2"] },
    plugins: [
      { pluginId: "1", apiId: "11" },
      { pluginId: "1", apiId: "12" },
      { pluginId: "2", apiId: "21" },
    ],
    workflowIds: ["5"],
    modelInfoConfig: {
      modelId: "9",
      temperature: 0.5,
      responseFormat: "text",
      apiMode: "chat_api",
      parameters: { store: false },
    },
    suggestReplyInfo: { replyMode: "disable", customizedPrompt: "" },
  });
});

test("a block that is absent tells nothing", () => {
  expect(fromInfo({ bot_id: "1", name: "Support" })).toEqual({ name: "Support" });
  expect(fromInfo({ name: "Support", onboarding_info: {} })).toEqual({
    name: "Support",
    onboardingInfo: { prologue: "" },
  });
});

test("where none is assumed, a default that Coze leaves out is not told", () => {
  const blocks = { prompt_info: {}, onboarding_info: {}, model_info: { model_id: "9" }, suggest_reply_info: {} };
  expect(fromInfo({ name: "Support", ...blocks }, false)).toEqual({
    name: "Support",
    modelInfoConfig: { modelId: "9" },
  });
  const told = { ...blocks.model_info, response_format: "text", api_mode: "chat_api" };
  expect(fromInfo({ model_info: told }, false)).toEqual({
    modelInfoConfig: { modelId: "9", responseFormat: "text", apiMode: "chat_api" },
  });
});

test.each([
  ["promptInfo.prompt", { prompt_info: {} }, ""],
  ["promptInfo.promptMode", { prompt_info: {} }, "standard"],
  ["promptInfo.prefixPromptInfo.prefixPrompt", { prompt_info: {} }, ""],
  ["promptInfo.prefixPromptInfo.dynamicPrompt", { prompt_info: {} }, ""],
  ["onboardingInfo.prologue", { onboarding_info: {} }, ""],
  ["knowledge.datasetIds", { knowledge: {} }, []],
  ["plugins", { plugin_info_list: [{ plugin_id: "1" }] }, []],
  ["modelInfoConfig.responseFormat", { model_info: {} }, "text"],
  ["modelInfoConfig.apiMode", { model_info: {} }, "chat_api"],
  ["suggestReplyInfo.replyMode", { suggest_reply_info: {} }, "enable"],
  ["suggestReplyInfo.customizedPrompt", { suggest_reply_info: {} }, ""],
] as [string, BotInfo, unknown][])("%s absent from its block has the documented default", (path, read, value) => {
  expect(getAt(fromInfo(read), path)).toEqual(value);
});

test("a knob without a documented default tells nothing by its absence", () => {
  const absent = fromInfo({ model_info: { parameters: {} } })["modelInfoConfig"];
  for (const { path } of FIELDS.filter((field) => field.path.startsWith("modelInfoConfig."))) {
    const known = /responseFormat|apiMode/.test(path);
    expect([path, getAt({ modelInfoConfig: absent }, path) !== undefined]).toEqual([path, known]);
  }
});

describe("onboarding", () => {
  test("is read in PascalCase as well", () => {
    expect(fromInfo({ onboarding_info: { Prologue: "Hello", SuggestedQuestions: ["Why?"] } })).toEqual({
      onboardingInfo: { prologue: "Hello", suggestedQuestions: ["Why?"] },
    });
  });

  const questions = (suggest_reply_info?: BotInfo["suggest_reply_info"]) =>
    getAt(
      fromInfo({ onboarding_info: {}, ...(suggest_reply_info && { suggest_reply_info }) }),
      "onboardingInfo.suggestedQuestions",
    );

  test("absent questions mean none where suggestions are on", () => {
    expect(questions({ reply_mode: "enable" })).toEqual([]);
    expect(questions({ reply_mode: "customized" })).toEqual([]);
  });

  test("absent questions tell nothing where suggestions are off, or it is not known whether they are", () => {
    expect(questions({ reply_mode: "disable" })).toBeUndefined();
    expect(questions({})).toBeUndefined();
    expect(questions()).toBeUndefined();
  });
});

describe("parameters as a map of strings", () => {
  const nested = { thinking_type: "auto", caching: { type: "enabled" }, store: false, caching_expire_time: 60 };

  test.each([
    [
      "values that are JSON texts",
      { ...nested, caching: '{"type":"enabled"}', store: "false", caching_expire_time: "60" },
    ],
    ["the whole as one JSON text", JSON.stringify(nested)],
    ["as documented", nested],
  ])("%s", (_form, parameters) => {
    expect(fromInfo({ model_info: { parameters } })["modelInfoConfig"]).toMatchObject({
      parameters: { thinkingType: "auto", caching: { type: "enabled" }, store: false, cachingExpireTime: 60 },
    });
  });

  test.each([["broken {"], [7], [null]])("what is no map tells nothing: %j", (parameters) => {
    expect(getAt(fromInfo({ model_info: { parameters } }), "modelInfoConfig.parameters")).toBeUndefined();
  });
});

test("differences are the declared leaves that a read does not confirm", () => {
  expect(differences({ name: "Support", description: "Orders\n" }, info)).toEqual([]);
  expect(differences({ name: "Other", description: "Orders", iconFileId: "1" }, info)).toEqual(["iconFileId", "name"]);
  expect(differences({ workflowIds: ["5", "5"], knowledge: { datasetIds: ["2", "1"] } }, info)).toEqual([]);
});

test("only what a read tells can contradict", () => {
  expect(contradicts({ name: "Support", iconFileId: "1", knowledge: { autoCall: false } }, info)).toBe(false);
  expect(contradicts({ name: "Other" }, info)).toBe(true);
  expect(contradicts({ plugins: [] }, info)).toBe(true);
});
