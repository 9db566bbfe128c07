import type { BotInfo } from "../../client/bot-types";
import { getAt } from "../../values/tree";
import { model, parameter, suggestedQuestions, within } from "./readers";

/** One leaf of a bot's content in the API. */
export interface Field {
  /** The leaf's path in the inputs. */
  readonly path: string;
  /** The leaf's path in the body of create and update. */
  readonly write: string;
  /**
   * The leaf's value in a read; `undefined` if the read does not have it. With `assume`, which is the default, a
   * documented default replaces a value that Coze leaves out. Absent: the API never returns the field.
   */
  readonly read?: (info: BotInfo, assume?: boolean) => unknown;
  /** The value of a field that is no longer declared. Absent: Coze has no default, and the field keeps its value. */
  readonly reset?: unknown;
  /** Whether the field can be reset with the present inputs. Absent: always. */
  readonly resetWith?: (inputs: Readonly<Record<string, unknown>>) => boolean;
  readonly toWire?: (value: unknown) => unknown;
}

const STRATEGIES = { semantic: 0, hybrid: 1, fullText: 20 } as const;

export const FIELDS: readonly Field[] = [
  { path: "name", write: "name", read: (info) => info.name },
  { path: "description", write: "description", read: (info) => info.description, reset: "" },
  { path: "iconFileId", write: "icon_file_id" },
  {
    path: "promptInfo.prompt",
    write: "prompt_info.prompt",
    read: within("prompt_info", "prompt", ""),
    reset: "",
    // With prefix caching, Coze refuses even an empty `prompt`.
    resetWith: (inputs) => getAt(inputs, "promptInfo.promptMode") !== "prefix",
  },
  {
    path: "promptInfo.promptMode",
    write: "prompt_info.prompt_mode",
    read: within("prompt_info", "prompt_mode", "standard"),
    reset: "standard",
  },
  {
    path: "promptInfo.prefixPromptInfo.prefixPrompt",
    write: "prompt_info.prefix_prompt_info.prefix_prompt",
    read: within("prompt_info", "prefix_prompt_info.prefix_prompt", ""),
    reset: "",
  },
  {
    path: "promptInfo.prefixPromptInfo.dynamicPrompt",
    write: "prompt_info.prefix_prompt_info.dynamic_prompt",
    read: within("prompt_info", "prefix_prompt_info.dynamic_prompt", ""),
    reset: "",
  },
  {
    path: "onboardingInfo.prologue",
    write: "onboarding_info.prologue",
    // Some reads of drafts have these keys in PascalCase.
    read: ({ onboarding_info: info }, assume = true) =>
      info && (info.prologue ?? info.Prologue ?? (assume ? "" : undefined)),
    reset: "",
  },
  {
    path: "onboardingInfo.suggestedQuestions",
    write: "onboarding_info.suggested_questions",
    read: suggestedQuestions,
    reset: [],
  },
  {
    path: "knowledge.datasetIds",
    write: "knowledge.dataset_ids",
    read: ({ knowledge }) => knowledge && (knowledge.knowledge_infos ?? []).map((info) => info.id),
    reset: [],
    toWire: (ids) => unique(ids as string[]),
  },
  { path: "knowledge.autoCall", write: "knowledge.auto_call", reset: true },
  {
    path: "knowledge.searchStrategy",
    write: "knowledge.search_strategy",
    reset: "semantic",
    toWire: (name) => STRATEGIES[name as keyof typeof STRATEGIES],
  },
  {
    path: "plugins",
    write: "plugin_id_list.id_list",
    read: ({ plugin_info_list: plugins }) =>
      plugins?.flatMap(({ plugin_id, api_info_list }) =>
        (api_info_list ?? []).map(({ api_id }) => ({ pluginId: plugin_id, apiId: api_id })),
      ),
    reset: [],
    toWire: (plugins) =>
      unique(
        (plugins as { pluginId: string; apiId: string }[]).map(({ pluginId, apiId }) => ({
          plugin_id: pluginId,
          api_id: apiId,
        })),
      ),
  },
  {
    path: "workflowIds",
    write: "workflow_id_list.ids",
    read: ({ workflow_info_list: workflows }) => workflows?.map((workflow) => workflow.id),
    reset: [],
    toWire: (ids) => unique(ids as string[]).map((id) => ({ id })),
  },
  { path: "modelInfoConfig.modelId", write: "model_info_config.model_id", read: model("model_id") },
  // Coze returns the next fields only if they are configured. So their absence does not mean a default.
  { path: "modelInfoConfig.temperature", write: "model_info_config.temperature", read: model("temperature") },
  { path: "modelInfoConfig.topP", write: "model_info_config.top_p", read: model("top_p") },
  { path: "modelInfoConfig.topK", write: "model_info_config.top_k", read: model("top_k") },
  { path: "modelInfoConfig.maxTokens", write: "model_info_config.max_tokens", read: model("max_tokens") },
  { path: "modelInfoConfig.contextRound", write: "model_info_config.context_round", read: model("context_round") },
  {
    path: "modelInfoConfig.responseFormat",
    write: "model_info_config.response_format",
    read: model("response_format", "text"),
  },
  {
    path: "modelInfoConfig.presencePenalty",
    write: "model_info_config.presence_penalty",
    read: model("presence_penalty"),
  },
  {
    path: "modelInfoConfig.frequencyPenalty",
    write: "model_info_config.frequency_penalty",
    read: model("frequency_penalty"),
  },
  // Coze's tables of the reads do not have the next three fields.
  {
    path: "modelInfoConfig.spAntiLeak",
    write: "model_info_config.sp_anti_leak",
    read: model("sp_anti_leak"),
    reset: false,
    resetWith: hasModel,
  },
  {
    path: "modelInfoConfig.spCurrentTime",
    write: "model_info_config.sp_current_time",
    read: model("sp_current_time"),
    reset: false,
    resetWith: hasModel,
  },
  {
    path: "modelInfoConfig.cacheType",
    write: "model_info_config.cache_type",
    read: model("cache_type"),
    reset: "closed",
    // Only the protocol `chat_api` has this field.
    resetWith: (inputs) => hasModel(inputs) && !usesResponses(inputs),
  },
  {
    path: "modelInfoConfig.apiMode",
    write: "model_info_config.api_mode",
    read: model("api_mode", "chat_api"),
    reset: "chat_api",
    resetWith: hasModel,
  },
  {
    path: "modelInfoConfig.parameters.thinkingType",
    write: "model_info_config.parameters.thinking_type",
    read: parameter("thinking_type"),
  },
  {
    path: "modelInfoConfig.parameters.caching.type",
    write: "model_info_config.parameters.caching.type",
    read: parameter("caching.type"),
    reset: "disabled",
    resetWith: usesResponses,
  },
  {
    path: "modelInfoConfig.parameters.store",
    write: "model_info_config.parameters.store",
    read: parameter("store"),
    reset: true,
    resetWith: usesResponses,
  },
  {
    path: "modelInfoConfig.parameters.cachingExpireTime",
    write: "model_info_config.parameters.caching_expire_time",
    read: parameter("caching_expire_time"),
    reset: 259_200,
    resetWith: usesResponses,
  },
  {
    path: "suggestReplyInfo.replyMode",
    write: "suggest_reply_info.reply_mode",
    read: within("suggest_reply_info", "reply_mode", "enable"),
    reset: "enable",
  },
  {
    path: "suggestReplyInfo.customizedPrompt",
    write: "suggest_reply_info.customized_prompt",
    read: within("suggest_reply_info", "customized_prompt", ""),
    reset: "",
  },
];

/** The top-level inputs that have fields: the content of a bot, which a publication publishes. */
export const FIELD_KEYS: ReadonlySet<string> = new Set(FIELDS.map(({ path }) => path.replace(/\..*/, "")));

function hasModel(inputs: Readonly<Record<string, unknown>>): boolean {
  return inputs["modelInfoConfig"] !== undefined;
}

/** Whether the protocol is the one with parameters for the context. */
function usesResponses(inputs: Readonly<Record<string, unknown>>): boolean {
  return getAt(inputs, "modelInfoConfig.apiMode") === "responses_api";
}

function unique<T>(items: T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
