import { openScene, PUBLISH } from "../../harness/engine/scene";

const plugins = [
  { pluginId: "7310000000000000001", apiId: "7350000000000000001" },
  { pluginId: "7310000000000000001", apiId: "7350000000000000002" },
  { pluginId: "7310000000000000002", apiId: "7350000000000000003" },
];

const chat = {
  name: "Chat",
  description: "Every input, with the chat protocol",
  iconFileId: "icon-1",
  promptInfo: {
    promptMode: "prefix",
    prefixPromptInfo: { prefixPrompt: "You are a fixed part.", dynamicPrompt: "Today is {{day}}." },
  },
  onboardingInfo: { prologue: "Hello!", suggestedQuestions: ["Who are you?", "What can you do?"] },
  knowledge: {
    datasetIds: ["7400000000000000002", "7400000000000000001"],
    autoCall: false,
    searchStrategy: "fullText",
  },
  plugins,
  workflowIds: ["7460000000000000002", "7460000000000000001"],
  modelInfoConfig: {
    modelId: "1706077826",
    temperature: 0.3,
    topP: 0.9,
    topK: 40,
    maxTokens: 2048,
    contextRound: 7,
    responseFormat: "markdown",
    presencePenalty: 0.1,
    frequencyPenalty: -0.2,
    spAntiLeak: true,
    spCurrentTime: true,
    cacheType: "prefix",
    apiMode: "chat_api",
  },
  suggestReplyInfo: { replyMode: "customized", customizedPrompt: "Ask about orders." },
  deletionPolicy: "retain",
};

const responses = {
  name: "Responses",
  promptInfo: { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: "Fixed." } },
  modelInfoConfig: {
    modelId: "1706077827",
    responseFormat: "json",
    apiMode: "responses_api",
    parameters: { thinkingType: "auto", caching: { type: "enabled" }, store: true, cachingExpireTime: 3600 },
  },
  onboardingInfo: { prologue: "", suggestedQuestions: ["Hidden while suggestions are off?"] },
  suggestReplyInfo: { replyMode: "disable" },
};

const defaults = {
  name: "Defaults",
  description: "",
  promptInfo: { prompt: "", promptMode: "standard" },
  onboardingInfo: { prologue: "", suggestedQuestions: [] },
  knowledge: { datasetIds: [], autoCall: true, searchStrategy: "semantic" },
  plugins: [],
  workflowIds: [],
  suggestReplyInfo: { replyMode: "enable" },
};

const publication = {
  connectorIds: ["1024", "999", "7470000000000000001"],
  connectors: { "7470000000000000001": { text: "as it is", list: [1, "two"], nested: { b: 1, a: true } } },
  triggers: { ticket: 12, flags: ["a"] },
  unpublishOnDelete: true,
  unpublishReason: "retired",
};

test("every input arrives on the server, is read back, and stays silent", async () => {
  const t = await openScene();
  await t.up(`
    const chat = new CozeBot("chat", ${JSON.stringify(chat)});
    new CozeBot("responses", ${JSON.stringify(responses)});
    new CozeBot("defaults", ${JSON.stringify(defaults)});
    new CozeBotPublication("chat", { bot: chat, ...${JSON.stringify(publication)} });
  `);

  expect(t.botNamed("Chat").draft).toEqual({
    name: "Chat",
    description: chat.description,
    icon_file_id: "icon-1",
    prompt_info: {
      prompt_mode: "prefix",
      prefix_prompt_info: { prefix_prompt: "You are a fixed part.", dynamic_prompt: "Today is {{day}}." },
    },
    onboarding_info: { prologue: "Hello!", suggested_questions: chat.onboardingInfo.suggestedQuestions },
    knowledge: { dataset_ids: chat.knowledge.datasetIds, auto_call: false, search_strategy: 20 },
    plugin_id_list: { id_list: plugins.map(({ pluginId, apiId }) => ({ plugin_id: pluginId, api_id: apiId })) },
    workflow_id_list: { ids: chat.workflowIds.map((id) => ({ id })) },
    model_info_config: {
      model_id: "1706077826",
      temperature: 0.3,
      top_p: 0.9,
      top_k: 40,
      max_tokens: 2048,
      context_round: 7,
      response_format: "markdown",
      presence_penalty: 0.1,
      frequency_penalty: -0.2,
      sp_anti_leak: true,
      sp_current_time: true,
      cache_type: "prefix",
      api_mode: "chat_api",
    },
    suggest_reply_info: { reply_mode: "customized", customized_prompt: "Ask about orders." },
  });
  expect(t.botNamed("Responses").draft).toMatchObject({
    prompt_info: { prompt_mode: "prefix", prefix_prompt_info: { prefix_prompt: "Fixed." } },
    model_info_config: {
      model_id: "1706077827",
      response_format: "json",
      api_mode: "responses_api",
      parameters: { thinking_type: "auto", caching: { type: "enabled" }, store: true, caching_expire_time: 3600 },
    },
    suggest_reply_info: { reply_mode: "disable" },
  });
  expect(t.botNamed("Defaults").draft).toEqual({
    name: "Defaults",
    description: "",
    prompt_info: { prompt: "", prompt_mode: "standard" },
    onboarding_info: { prologue: "", suggested_questions: [] },
    knowledge: { dataset_ids: [], auto_call: true, search_strategy: 0 },
    plugin_id_list: { id_list: [] },
    workflow_id_list: { ids: [] },
    suggest_reply_info: { reply_mode: "enable" },
  });

  const sent = t.emulator.calls.filter(({ route }) => route === PUBLISH);
  expect(sent.map(({ body }) => body)).toEqual([
    {
      bot_id: t.botNamed("Chat").id,
      connector_ids: publication.connectorIds,
      connectors: { "7470000000000000001": { text: "as it is", list: '[1,"two"]', nested: '{"a":true,"b":1}' } },
    },
  ]);
  expect(Object.keys(t.botNamed("Chat").published).sort()).toEqual(["1024", "7470000000000000001", "999"]);

  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();

  // The same bots in the ways in which some accounts' drafts are answered.
  t.emulator.set({
    quirks: { pascalOnboarding: true, zeroApiIds: true, omitEmptyBlocks: true, hideQuestionsWhenDisabled: true },
  });
  const { log } = await t.refresh({ expectNoChanges: true });
  expect(log.filter(({ method }) => method !== "GET")).toEqual([]);
  await t.expectSilence();
});
