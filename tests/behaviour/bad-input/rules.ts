import type { Props } from "../../../provider/lifecycle";

/** What an input may be, as the design has it; written down a second time here, so that neither copy can slip. */
export type Rule =
  | { is: "text"; min?: number; max?: number; orNull?: true }
  | { is: "id"; orNull?: true }
  | { is: "uid" }
  | { is: "address" }
  | { is: "word"; of: readonly string[] }
  | { is: "boolean" }
  | { is: "number"; min?: number; max?: number }
  | { is: "whole"; min: number; max?: number }
  | { is: "list"; of: Rule; max?: number; min?: number }
  | { is: "block"; orNull?: true };

export interface Input {
  readonly path: string;
  readonly rule: Rule;
  /** What has to stand beside it for nothing else to be wrong. */
  readonly beside?: Props;
}

const model = (path: string, rule: Rule, mode: Props = {}): Input => ({
  path: `modelInfoConfig.${path}`,
  rule,
  beside: { modelInfoConfig: { modelId: "17", ...mode } },
});
const responses = { apiMode: "responses_api" };
const prefix = (path: string): Input => ({
  path: `promptInfo.prefixPromptInfo${path}`,
  rule: path === "" ? { is: "block" } : { is: "text" },
  beside: { promptInfo: { promptMode: "prefix", prefixPromptInfo: {} } },
});

export const BOT_INPUTS: readonly Input[] = [
  { path: "spaceId", rule: { is: "id" } },
  { path: "botId", rule: { is: "id" } },
  { path: "name", rule: { is: "text", min: 1, max: 20 } },
  { path: "description", rule: { is: "text", max: 500 } },
  { path: "iconFileId", rule: { is: "id" } },
  { path: "promptInfo", rule: { is: "block" } },
  { path: "promptInfo.prompt", rule: { is: "text", max: 20_000 } },
  { path: "promptInfo.promptMode", rule: { is: "word", of: ["standard", "prefix"] } },
  prefix(""),
  prefix(".prefixPrompt"),
  prefix(".dynamicPrompt"),
  { path: "onboardingInfo", rule: { is: "block" } },
  { path: "onboardingInfo.prologue", rule: { is: "text", max: 300 } },
  { path: "onboardingInfo.suggestedQuestions", rule: { is: "list", of: { is: "text", max: 50 } } },
  { path: "knowledge", rule: { is: "block" } },
  { path: "knowledge.datasetIds", rule: { is: "list", of: { is: "id" }, max: 150 } },
  { path: "knowledge.autoCall", rule: { is: "boolean" } },
  { path: "knowledge.searchStrategy", rule: { is: "word", of: ["semantic", "hybrid", "fullText"] } },
  { path: "plugins", rule: { is: "list", of: { is: "block" } } },
  { path: "plugins[0].pluginId", rule: { is: "id" }, beside: { plugins: [{ apiId: "11" }] } },
  { path: "plugins[0].apiId", rule: { is: "id" }, beside: { plugins: [{ pluginId: "1" }] } },
  { path: "workflowIds", rule: { is: "list", of: { is: "id" } } },
  { path: "modelInfoConfig", rule: { is: "block" } },
  { path: "modelInfoConfig.modelId", rule: { is: "id" } },
  model("temperature", { is: "number" }),
  model("topP", { is: "number", min: 0, max: 1 }),
  model("topK", { is: "whole", min: 0 }),
  model("maxTokens", { is: "whole", min: 1 }),
  model("contextRound", { is: "whole", min: 0 }),
  model("responseFormat", { is: "word", of: ["text", "markdown", "json"] }),
  model("presencePenalty", { is: "number" }),
  model("frequencyPenalty", { is: "number" }),
  model("spAntiLeak", { is: "boolean" }),
  model("spCurrentTime", { is: "boolean" }),
  model("cacheType", { is: "word", of: ["closed", "prefix"] }),
  model("apiMode", { is: "word", of: ["chat_api", "responses_api"] }),
  model("parameters", { is: "block" }),
  model("parameters.thinkingType", { is: "word", of: ["enabled", "disabled", "auto"] }),
  model("parameters.caching", { is: "block" }),
  model("parameters.caching.type", { is: "word", of: ["enabled", "disabled"] }),
  model("parameters.store", { is: "boolean" }, responses),
  model("parameters.cachingExpireTime", { is: "whole", min: 1, max: 259_200 }, responses),
  { path: "suggestReplyInfo", rule: { is: "block" } },
  { path: "suggestReplyInfo.replyMode", rule: { is: "word", of: ["enable", "disable", "customized"] } },
  { path: "suggestReplyInfo.customizedPrompt", rule: { is: "text" } },
  { path: "deletionPolicy", rule: { is: "word", of: ["retain", "archive", "fail"] } },
];

const BOT = "7420000000000000001";
const PROMOTED = { promotionHash: "v1:1", requirePromotion: { hash: "v1:1" } };

export const PUBLICATION_INPUTS: readonly Input[] = [
  { path: "botId", rule: { is: "id" } },
  { path: "spaceId", rule: { is: "id" } },
  { path: "contentHash", rule: { is: "text" } },
  { path: "promotionHash", rule: { is: "text" } },
  { path: "connectorIds", rule: { is: "list", of: { is: "id" }, min: 1 } },
  { path: "requirePromotionHash", rule: { is: "text" } },
  { path: "requireTest", rule: { is: "block" } },
  {
    path: "requireTest.botId",
    rule: { is: "text" },
    beside: { contentHash: "v1:1", requireTest: { testedContentHash: "v1:1" } },
  },
  {
    path: "requireTest.testedContentHash",
    rule: { is: "text" },
    beside: { contentHash: "v1:1", requireTest: { botId: BOT } },
  },
  {
    path: "requireTest.testedDraftHash",
    rule: { is: "text" },
    beside: { contentHash: "v1:1", requireTest: { botId: BOT, testedContentHash: "v1:1" } },
  },
  { path: "requirePromotion", rule: { is: "block" } },
  { path: "requirePromotion.hash", rule: { is: "text", orNull: true }, beside: PROMOTED },
  { path: "requirePromotion.version", rule: { is: "id", orNull: true }, beside: PROMOTED },
  { path: "requirePromotion.commit", rule: { is: "text", min: 1, max: 64, orNull: true }, beside: PROMOTED },
  { path: "requirePromotion.tested", rule: { is: "block", orNull: true }, beside: PROMOTED },
  {
    path: "requirePromotion.tested.passed",
    rule: { is: "whole", min: 0 },
    beside: { ...PROMOTED, requirePromotion: { hash: "v1:1", tested: { of: 1 } } },
  },
  {
    path: "requirePromotion.tested.of",
    rule: { is: "whole", min: 0 },
    beside: { ...PROMOTED, requirePromotion: { hash: "v1:1", tested: { passed: 1 } } },
  },
  { path: "requirePromotion.stack", rule: { is: "text", min: 1, max: 300, orNull: true }, beside: PROMOTED },
  { path: "adoptVersion", rule: { is: "id" } },
  { path: "unpublishOnDelete", rule: { is: "boolean" } },
  { path: "unpublishReason", rule: { is: "text", max: 1024 } },
];

export const MEMBER_INPUTS: readonly Input[] = [
  { path: "spaceId", rule: { is: "id" } },
  { path: "userId", rule: { is: "uid" } },
  { path: "role", rule: { is: "word", of: ["admin", "member"] } },
];

const BOT_EVENTS = ["bot.published", "bot.unpublished", "bot.deleted"];
const BENEFIT_EVENTS = ["benefit.usage", "benefit.plugin.scale.requested", "benefit.plugin.scale.expired"];

export const CALLBACK_INPUTS: readonly Input[] = [
  { path: "name", rule: { is: "text", min: 1, max: 128 } },
  { path: "url", rule: { is: "address" } },
  { path: "events", rule: { is: "list", of: { is: "word", of: [...BOT_EVENTS, ...BENEFIT_EVENTS] }, min: 1 } },
];

/** The inputs of each kind that are tried with wrong values. */
export const INPUTS = {
  Bot: BOT_INPUTS,
  Publication: PUBLICATION_INPUTS,
  WorkspaceMember: MEMBER_INPUTS,
  Callback: CALLBACK_INPUTS,
} as const;

/** The least that each resource needs. */
export const VALID = {
  Bot: { name: "Support", spaceId: "7360000000000000001" },
  Publication: { botId: BOT, spaceId: "7360000000000000001" },
  WorkspaceMember: { userId: "2069720456000", role: "member", spaceId: "7360000000000000001" },
  Callback: { name: "Alarm", url: "https://alarm.example.com", events: ["bot.published"] },
} as const satisfies Record<string, Props>;
