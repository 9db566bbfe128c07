import type { BotInputs } from "../../../provider/resources/bot/inputs";

/** Everything that can be declared at once with the standard prompt mode. */
export const full = {
  spaceId: "7360000000000000001",
  botId: "7390000000000000001",
  name: "Support",
  description: "Answers questions about orders",
  iconFileId: "7400000000000000001",
  promptInfo: { prompt: "You answer questions.\nBe brief.", promptMode: "standard" },
  onboardingInfo: { prologue: "Hi!", suggestedQuestions: ["Where is my order?", "Can I return it?"] },
  knowledge: {
    datasetIds: ["7510000000000000001", "7510000000000000002"],
    autoCall: false,
    searchStrategy: "hybrid",
  },
  plugins: [
    { pluginId: "7310000000000000001", apiId: "7350000000000000001" },
    { pluginId: "7310000000000000001", apiId: "7350000000000000002" },
  ],
  workflowIds: ["7460000000000000001", "7460000000000000002"],
  modelInfoConfig: {
    modelId: "1706077826",
    temperature: 0.3,
    topP: 0.7,
    topK: 40,
    maxTokens: 2048,
    contextRound: 5,
    responseFormat: "markdown",
    presencePenalty: 0.1,
    frequencyPenalty: 0.2,
    spAntiLeak: true,
    spCurrentTime: true,
    cacheType: "closed",
    apiMode: "responses_api",
    parameters: {
      thinkingType: "auto",
      caching: { type: "disabled" },
      store: true,
      cachingExpireTime: 3600,
    },
  },
  suggestReplyInfo: { replyMode: "customized", customizedPrompt: "Suggest what a customer asks next." },
  deletionPolicy: "archive",
} satisfies BotInputs;

/** With prefix caching, where the prompt is in two parts. */
export const cached = {
  name: "Support",
  promptInfo: {
    promptMode: "prefix",
    prefixPromptInfo: { prefixPrompt: "The rules.", dynamicPrompt: "Today's offers." },
  },
  modelInfoConfig: {
    modelId: "1706077826",
    apiMode: "responses_api",
    parameters: { caching: { type: "enabled" }, store: true, cachingExpireTime: 259_200 },
  },
} satisfies BotInputs;

export type Step = string | number;

/** The ways to everything in a value, blocks and items of lists included. */
export function waysInto(value: unknown, way: Step[] = []): Step[][] {
  const inner: [Step, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, i): [Step, unknown] => [i, item])
    : typeof value === "object" && value !== null
      ? Object.entries(value)
      : [];
  const below = inner.flatMap(([step, item]) => waysInto(item, [...way, step]));
  return way.length === 0 ? below : [way, ...below];
}

/** A copy of the value with what is at the end of the way replaced, or taken out where nothing is given. */
export function replaced(value: unknown, [step, ...rest]: Step[], replacement?: unknown): unknown {
  if (step === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (i === step ? replaced(item, rest, replacement) : item));
  }
  const block = (value ?? {}) as Record<string, unknown>;
  return { ...block, [step]: replaced(block[step], rest, replacement) };
}

/** The inputs of the smallest bot, with more where given. */
export function inputsWith(more: Record<string, unknown>): Record<string, unknown> {
  return { name: "Support", ...more };
}
