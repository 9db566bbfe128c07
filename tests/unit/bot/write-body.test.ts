import { notResettable, toBody } from "../../../provider/resources/bot/wire";
import { cached, full } from "./samples";

test("the body of a full bot is the one that the API documents", () => {
  expect(toBody(full)).toEqual({
    name: "Support",
    description: "Answers questions about orders",
    icon_file_id: "7400000000000000001",
    prompt_info: { prompt: "You answer questions.\nBe brief.", prompt_mode: "standard" },
    onboarding_info: { prologue: "Hi!", suggested_questions: ["Where is my order?", "Can I return it?"] },
    knowledge: {
      dataset_ids: ["7510000000000000001", "7510000000000000002"],
      auto_call: false,
      search_strategy: 1,
    },
    plugin_id_list: {
      id_list: [
        { plugin_id: "7310000000000000001", api_id: "7350000000000000001" },
        { plugin_id: "7310000000000000001", api_id: "7350000000000000002" },
      ],
    },
    workflow_id_list: { ids: [{ id: "7460000000000000001" }, { id: "7460000000000000002" }] },
    model_info_config: {
      model_id: "1706077826",
      temperature: 0.3,
      top_p: 0.7,
      top_k: 40,
      max_tokens: 2048,
      context_round: 5,
      response_format: "markdown",
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      sp_anti_leak: true,
      sp_current_time: true,
      cache_type: "closed",
      api_mode: "responses_api",
      parameters: {
        thinking_type: "auto",
        caching: { type: "disabled" },
        store: true,
        caching_expire_time: 3600,
      },
    },
    suggest_reply_info: { reply_mode: "customized", customized_prompt: "Suggest what a customer asks next." },
  });
});

test("a prompt with prefix caching is sent in two parts, and without the key `prompt`", () => {
  expect(toBody(cached)).toEqual({
    name: "Support",
    prompt_info: {
      prompt_mode: "prefix",
      prefix_prompt_info: { prefix_prompt: "The rules.", dynamic_prompt: "Today's offers." },
    },
    model_info_config: {
      model_id: "1706077826",
      api_mode: "responses_api",
      parameters: { caching: { type: "enabled" }, store: true, caching_expire_time: 259_200 },
    },
  });
});

test("what is not declared is not sent", () => {
  expect(toBody({ name: "Support" })).toEqual({ name: "Support" });
  expect(toBody({ name: "Support", promptInfo: {}, onboardingInfo: { prologue: undefined } })).toEqual({
    name: "Support",
  });
});

test("what is no content is not sent", () => {
  const { spaceId, botId, deletionPolicy } = full;
  expect(toBody({ name: "Support", spaceId, botId, deletionPolicy, contentHash: "v1:x", __resource: "r" })).toEqual({
    name: "Support",
  });
});

test("texts are sent as written, with LF for CRLF", () => {
  const prompt = "\uFEFF a\r\nb \n\n";
  expect(toBody({ promptInfo: { prompt } })).toEqual({ prompt_info: { prompt: "\uFEFF a\nb \n\n" } });
});

test("empty texts, empty lists, zero and false are sent", () => {
  const inputs = {
    description: "",
    plugins: [],
    workflowIds: [],
    onboardingInfo: { prologue: "", suggestedQuestions: [] },
    knowledge: { datasetIds: [], autoCall: false },
    modelInfoConfig: { modelId: "1", temperature: 0, spAntiLeak: false },
  };
  expect(toBody(inputs)).toEqual({
    description: "",
    plugin_id_list: { id_list: [] },
    workflow_id_list: { ids: [] },
    onboarding_info: { prologue: "", suggested_questions: [] },
    knowledge: { dataset_ids: [], auto_call: false },
    model_info_config: { model_id: "1", temperature: 0, sp_anti_leak: false },
  });
});

test("what is in a set twice is sent once, the order kept", () => {
  const plugin = { pluginId: "1", apiId: "2" };
  const inputs = {
    workflowIds: ["2", "1", "2"],
    plugins: [plugin, { ...plugin }],
    knowledge: { datasetIds: ["9", "9"] },
  };
  expect(toBody(inputs)).toEqual({
    knowledge: { dataset_ids: ["9"] },
    workflow_id_list: { ids: [{ id: "2" }, { id: "1" }] },
    plugin_id_list: { id_list: [{ plugin_id: "1", api_id: "2" }] },
  });
});

test.each([
  ["semantic", 0],
  ["hybrid", 1],
  ["fullText", 20],
])("the search strategy %s is %i", (searchStrategy, search_strategy) => {
  expect(toBody({ knowledge: { searchStrategy } })).toEqual({ knowledge: { search_strategy } });
});

describe("what is no longer declared", () => {
  test.each([
    ["description", { description: "" }],
    ["promptInfo.prompt", { prompt_info: { prompt: "" } }],
    ["promptInfo.promptMode", { prompt_info: { prompt_mode: "standard" } }],
    ["promptInfo.prefixPromptInfo.prefixPrompt", { prompt_info: { prefix_prompt_info: { prefix_prompt: "" } } }],
    ["promptInfo.prefixPromptInfo.dynamicPrompt", { prompt_info: { prefix_prompt_info: { dynamic_prompt: "" } } }],
    ["onboardingInfo.prologue", { onboarding_info: { prologue: "" } }],
    ["onboardingInfo.suggestedQuestions", { onboarding_info: { suggested_questions: [] } }],
    ["knowledge.datasetIds", { knowledge: { dataset_ids: [] } }],
    ["knowledge.autoCall", { knowledge: { auto_call: true } }],
    ["knowledge.searchStrategy", { knowledge: { search_strategy: 0 } }],
    ["plugins", { plugin_id_list: { id_list: [] } }],
    ["workflowIds", { workflow_id_list: { ids: [] } }],
    ["suggestReplyInfo.replyMode", { suggest_reply_info: { reply_mode: "enable" } }],
    ["suggestReplyInfo.customizedPrompt", { suggest_reply_info: { customized_prompt: "" } }],
  ])("%s is set back", (path, reset) => {
    expect(toBody({ name: "Support" }, [path])).toEqual({ name: "Support", ...reset });
    expect(notResettable({ name: "Support" }, [path])).toEqual([]);
  });

  test.each(["iconFileId", "modelInfoConfig.modelId", "modelInfoConfig.temperature"])("%s stays as it is", (path) => {
    expect(toBody({ name: "Support" }, [path])).toEqual({ name: "Support" });
    expect(notResettable({ name: "Support" }, [path])).toEqual([path]);
  });

  const chat = { modelId: "1" };
  const responses = { ...chat, apiMode: "responses_api" };

  test.each([
    ["spAntiLeak", chat, { sp_anti_leak: false }],
    ["spCurrentTime", chat, { sp_current_time: false }],
    ["cacheType", chat, { cache_type: "closed" }],
    ["cacheType", responses, {}],
    ["apiMode", chat, { api_mode: "chat_api" }],
    ["parameters.caching.type", responses, { parameters: { caching: { type: "disabled" } } }],
    ["parameters.store", responses, { parameters: { store: true } }],
    ["parameters.cachingExpireTime", responses, { parameters: { caching_expire_time: 259_200 } }],
    ["parameters.caching.type", chat, {}],
    ["parameters.store", chat, {}],
    ["parameters.cachingExpireTime", chat, {}],
    ["parameters.thinkingType", responses, {}],
    ["responseFormat", chat, {}],
    ["topK", chat, {}],
  ])("of the model block, %s goes back to what Coze documents for %o", (knob, model, reset) => {
    const apiMode = "apiMode" in model ? { api_mode: model.apiMode } : {};
    const path = `modelInfoConfig.${knob}`;
    expect(toBody({ modelInfoConfig: model }, [path])).toEqual({
      model_info_config: { model_id: "1", ...apiMode, ...reset },
    });
    expect(notResettable({ modelInfoConfig: model }, [path])).toEqual([]);
    // Without the block there is no body for it to go back in.
    expect(toBody({}, [path])).toEqual({});
    expect(notResettable({}, [path])).toEqual([path]);
  });

  test("one knob of a model block that is still sent goes with the block", () => {
    const inputs = { modelInfoConfig: { modelId: "1" } };
    expect(toBody(inputs, ["modelInfoConfig.temperature"])).toEqual({ model_info_config: { model_id: "1" } });
    expect(notResettable(inputs, ["modelInfoConfig.temperature", "iconFileId"])).toEqual(["iconFileId"]);
  });

  test("a prompt that gave way to prefix mode is not set back, since it may not be sent", () => {
    const { prompt_info } = toBody(cached, ["promptInfo.prompt"]);
    expect(prompt_info).not.toHaveProperty("prompt");
  });

  test("a leaf that is declared again is sent as declared", () => {
    expect(toBody({ description: "again" }, ["description"])).toEqual({ description: "again" });
  });
});
