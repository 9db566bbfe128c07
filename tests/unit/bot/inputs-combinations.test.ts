import { botProblems } from "../problems";
import { cached, inputsWith } from "./samples";

const modelId = "1706077826";
const prefix = { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: "The rules." } };

describe("prefix prompts", () => {
  test("prefix mode takes no prompt, not even an empty one", () => {
    for (const [prompt, length] of [
      ["Hi", 2],
      ["", 0],
    ] as const) {
      expect(botProblems(inputsWith({ promptInfo: { ...prefix, prompt } }))).toEqual([
        `promptInfo.prompt: must not be set with promptMode "prefix": use prefixPromptInfo, got a string of ${length} characters`,
      ]);
    }
  });

  test("prefix mode needs the two parts", () => {
    expect(botProblems(inputsWith({ promptInfo: { promptMode: "prefix" } }))).toEqual([
      'promptInfo.prefixPromptInfo: is required with promptMode "prefix", got nothing',
    ]);
  });

  test.each([
    [undefined, "nothing"],
    ["standard", "a string of 8 characters"],
  ])("the two parts need prefix mode, not %s", (promptMode, got) => {
    expect(botProblems(inputsWith({ promptInfo: { ...prefix, promptMode } }))).toEqual([
      `promptInfo.promptMode: must be "prefix" where prefixPromptInfo is set, got ${got}`,
    ]);
  });

  test("prefix mode is fine without caching", () => {
    expect(botProblems(inputsWith({ promptInfo: prefix }))).toEqual([]);
  });
});

describe("caching", () => {
  const caching = { caching: { type: "enabled" } };

  test("with chat_api it is cacheType, in prefix mode", () => {
    const modelInfoConfig = { modelId, cacheType: "prefix" };
    expect(botProblems(inputsWith({ promptInfo: prefix, modelInfoConfig }))).toEqual([]);
    expect(botProblems(inputsWith({ modelInfoConfig }))).toEqual([
      'promptInfo.promptMode: must be "prefix" with prefix caching (modelInfoConfig.cacheType), got nothing',
    ]);
    expect(botProblems(inputsWith({ promptInfo: { promptMode: "standard" }, modelInfoConfig }))).toEqual([
      'promptInfo.promptMode: must be "prefix" with prefix caching (modelInfoConfig.cacheType), got a string of 8 characters',
    ]);
  });

  test("with responses_api cacheType prefix is refused, and closed is as good as none", () => {
    const modelInfoConfig = { modelId, apiMode: "responses_api", cacheType: "prefix" };
    expect(botProblems(inputsWith({ promptInfo: prefix, modelInfoConfig }))).toEqual([
      'modelInfoConfig.cacheType: must be "closed" with apiMode "responses_api", which caches by parameters.caching, got a string of 6 characters',
    ]);
    expect(botProblems(inputsWith({ modelInfoConfig: { ...modelInfoConfig, cacheType: "closed" } }))).toEqual([]);
  });

  test("with responses_api it is parameters.caching, in prefix mode", () => {
    expect(botProblems({ ...cached, promptInfo: undefined })).toEqual([
      'promptInfo.promptMode: must be "prefix" with prefix caching (modelInfoConfig.parameters.caching.type), got nothing',
    ]);
  });

  test.each([
    [{}, "nothing"],
    [{ apiMode: "chat_api" }, "a string of 8 characters"],
    [{ apiMode: "chat_api", cacheType: "prefix" }, "a string of 8 characters"],
    [{ cacheType: "prefix" }, "nothing"],
  ])("parameters.caching is refused without responses_api: %j", (model, got) => {
    const modelInfoConfig = { modelId, parameters: caching, ...model };
    expect(botProblems(inputsWith({ promptInfo: prefix, modelInfoConfig }))).toEqual([
      `modelInfoConfig.apiMode: must be "responses_api" where parameters.caching is enabled, got ${got}`,
    ]);
  });

  test("disabled caching asks for nothing", () => {
    const modelInfoConfig = {
      modelId,
      cacheType: "closed",
      parameters: { caching: { type: "disabled" } },
    };
    expect(botProblems(inputsWith({ modelInfoConfig }))).toEqual([]);
  });

  test.each([{}, { apiMode: "chat_api" }])("store and cachingExpireTime need responses_api: %j", (mode) => {
    const modelInfoConfig = { modelId, ...mode, parameters: { store: true, cachingExpireTime: 60 } };
    expect(botProblems(inputsWith({ modelInfoConfig }))).toEqual([
      'modelInfoConfig.parameters.store: is for apiMode "responses_api" only, got true',
      'modelInfoConfig.parameters.cachingExpireTime: is for apiMode "responses_api" only, got 60',
    ]);
    expect(botProblems(inputsWith({ modelInfoConfig: { ...modelInfoConfig, apiMode: "responses_api" } }))).toEqual([]);
  });

  test("caching needs the store, which is on by default", () => {
    const modelInfoConfig = { modelId, apiMode: "responses_api", parameters: { ...caching, store: false } };
    expect(botProblems(inputsWith({ promptInfo: prefix, modelInfoConfig }))).toEqual([
      "modelInfoConfig.parameters.store: must be true where parameters.caching is enabled, got false",
    ]);
    const byDefault = { ...modelInfoConfig, parameters: caching };
    expect(botProblems(inputsWith({ promptInfo: prefix, modelInfoConfig: byDefault }))).toEqual([]);
  });
});

describe("suggestions", () => {
  test.each([
    [{ replyMode: "customized" }, "nothing"],
    [{ replyMode: "customized", customizedPrompt: "" }, "a string of 0 characters"],
  ])("customized ones need a prompt: %j", (suggestReplyInfo, got) => {
    expect(botProblems(inputsWith({ suggestReplyInfo }))).toEqual([
      `suggestReplyInfo.customizedPrompt: is required with replyMode "customized", got ${got}`,
    ]);
  });

  test.each(["enable", "disable", undefined])("the prompt may stay with replyMode %s", (replyMode) => {
    const suggestReplyInfo = { replyMode, customizedPrompt: "Suggest what comes next." };
    expect(botProblems(inputsWith({ suggestReplyInfo }))).toEqual([]);
  });
});
