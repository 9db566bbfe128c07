/**
 * The bot's persona and reply logic.
 *
 * `prompt_info` of Coze's page https://www.coze.cn/open/docs/developer_guides/update_bot
 */
export interface PromptInfo {
  /**
   * The prompt. At most 20,000 characters (Unicode code points); empty by default. Must not be set with `promptMode`
   * `"prefix"`. Updated in place.
   */
  prompt?: string;
  /**
   * `"standard"`, or `"prefix"`, which prefix caching needs (`modelInfoConfig.cacheType` or
   * `modelInfoConfig.parameters.caching`). Updated in place.
   *
   * @default "standard"
   */
  promptMode?: "standard" | "prefix";
  /**
   * The two parts of the prompt with prefix caching; required with `promptMode` `"prefix"`, and refused without it.
   * Updated in place.
   */
  prefixPromptInfo?: PrefixPromptInfo;
}

/** A prompt in two parts. Coze caches the first part. */
export interface PrefixPromptInfo {
  /** The cached part: fixed rules, templates, background. No limit is known; empty by default. Updated in place. */
  prefixPrompt?: string;
  /** The part that is not cached. No limit is known; empty by default. Updated in place. */
  dynamicPrompt?: string;
}

/**
 * What a user sees before the first message.
 *
 * `onboarding_info` of Coze's page https://www.coze.cn/open/docs/developer_guides/update_bot
 */
export interface OnboardingInfo {
  /**
   * The opening message: at most 300 characters, or 800 on coze.com. None by default. Coze does not fill in
   * `{{user_name}}` for callers of the API. Updated in place.
   */
  prologue?: string;
  /**
   * Suggested first questions: any number, each at most 50 characters, or 90 on coze.com. None by default. Their order
   * counts. Updated in place.
   */
  suggestedQuestions?: string[];
}

/**
 * The knowledge bases of the bot. Coze accepts them on update only, so a create with knowledge bases is two calls.
 *
 * `knowledge` of Coze's page https://www.coze.cn/open/docs/developer_guides/update_bot
 */
export interface Knowledge {
  /**
   * Ids of Coze knowledge bases, such as `datasetId` of a `CozeDataset`, as a set: at most 150, none by default.
   * Volcano knowledge bases cannot be bound. Updated in place.
   */
  datasetIds?: string[];
  /**
   * `true`: the bot searches in every turn; `false`: it searches when the prompt asks for it. Coze does not return this
   * field, so a refresh does not find a change from outside. Updated in place.
   *
   * @default true
   */
  autoCall?: boolean;
  /**
   * `"semantic"`, `"hybrid"`, or `"fullText"`. Coze does not return this field, so a refresh does not find a change
   * from outside. Updated in place.
   *
   * @default "semantic"
   */
  searchStrategy?: "semantic" | "hybrid" | "fullText";
}

/**
 * One tool of a plugin.
 *
 * `plugin_id_list` of Coze's page https://www.coze.cn/open/docs/developer_guides/update_bot
 */
export interface Plugin {
  /** The plugin's id, after `plugin` in the address of its page. Required. Updated in place. */
  pluginId: string;
  /** The tool's id, after `tool` in the address of the tool's page. Required. Updated in place. */
  apiId: string;
}

/**
 * The model and its settings.
 *
 * `model_info_config` of Coze's page https://www.coze.cn/open/docs/developer_guides/update_bot
 *
 * A setting without a default here has the model's default. Ranges differ between models, too: the Coze console shows
 * them, and the preview checks only the limits that are listed here. If the program removes a setting and keeps the
 * block, the setting goes back to its default. For a setting without a default here, Coze decides.
 */
export interface ModelInfoConfig {
  /** The model's id, after `model` in the address of its page. Required in this block. Updated in place. */
  modelId: string;
  /** Randomness of the answers. Not every model has this setting. Updated in place. */
  temperature?: number;
  /** Cumulative probability of the candidate words, 0 to 1. Not every model has this setting. Updated in place. */
  topP?: number;
  /** Number of candidate words; a whole number, at least 0. Updated in place. */
  topK?: number;
  /** Longest answer, in tokens; a whole number, at least 1. Updated in place. */
  maxTokens?: number;
  /** Rounds of history that the model receives; a whole number, at least 0. Updated in place. */
  contextRound?: number;
  /**
   * The form of the answers: `"text"`, `"markdown"` or `"json"`. Updated in place.
   *
   * @default "text"
   */
  responseFormat?: "text" | "markdown" | "json";
  /** Penalty on repeated subjects. Updated in place. */
  presencePenalty?: number;
  /** Penalty on repeated sentences. Updated in place. */
  frequencyPenalty?: number;
  /**
   * Whether the bot refuses to disclose its system prompt. Updated in place.
   *
   * @default false
   */
  spAntiLeak?: boolean;
  /**
   * Whether the system prompt has the current time. Updated in place.
   *
   * @default false
   */
  spCurrentTime?: boolean;
  /**
   * Prefix caching with `apiMode` `"chat_api"`: `"closed"` or `"prefix"`, which needs `promptInfo.promptMode`
   * `"prefix"`. `"prefix"` is refused with `"responses_api"`. Paid plans and some models only. Updated in place.
   *
   * @default "closed"
   */
  cacheType?: "closed" | "prefix";
  /**
   * The protocol between bot and model: `"chat_api"`, or `"responses_api"` for some models only. Updated in place.
   *
   * @default "chat_api"
   */
  apiMode?: "chat_api" | "responses_api";
  /** Deep thinking, and the context of `"responses_api"`. Updated in place. */
  parameters?: ModelParameters;
}

/** Further settings of some models: `parameters` of `model_info_config`. */
export interface ModelParameters {
  /**
   * Deep thinking: `"enabled"`, `"disabled"` or `"auto"`. While deep thinking is enabled, the bot cannot use plugins,
   * workflows, variables or databases. A program that declares `"enabled"` beside plugins or workflows gets a warning.
   * Updated in place.
   *
   * @default "enabled"
   */
  thinkingType?: "enabled" | "disabled" | "auto";
  /** Prefix caching with `apiMode` `"responses_api"`. Updated in place. */
  caching?: ModelCaching;
  /**
   * With `"responses_api"` only: whether inputs and outputs are stored. `false` is refused with caching. Updated in
   * place.
   *
   * @default true
   */
  store?: boolean;
  /**
   * With `"responses_api"` only: the lifetime of cache and store, in seconds: 1 to 259,200 (three days). Updated in
   * place.
   *
   * @default 259200
   */
  cachingExpireTime?: number;
}

/** Prefix caching with `apiMode` `"responses_api"`. */
export interface ModelCaching {
  /**
   * `"enabled"` or `"disabled"`. `"enabled"` needs `apiMode` `"responses_api"` and `promptInfo.promptMode` `"prefix"`,
   * and is refused with `store` `false`. Updated in place.
   *
   * @default "disabled"
   */
  type?: "enabled" | "disabled";
}

/**
 * Questions that are suggested to the user after an answer.
 *
 * `suggest_reply_info` of Coze's page https://www.coze.cn/open/docs/developer_guides/update_bot
 */
export interface SuggestReplyInfo {
  /**
   * `"enable"`: up to three questions; `"disable"`: none; `"customized"`: questions by `customizedPrompt`. Updated in
   * place.
   *
   * @default "enable"
   */
  replyMode?: "enable" | "disable" | "customized";
  /**
   * Instructions for the questions; required with `"customized"`. The console accepts 5,000 characters; no limit of the
   * API is known. Updated in place.
   */
  customizedPrompt?: string;
}

/** The content of a bot, as far as Coze returns it, under the names of a bot's inputs. */
export interface BotContent {
  /** The bot's description. */
  readonly description?: string;
  /** Persona and reply logic. A read returns the parts of both kinds of prompt. */
  readonly promptInfo?: PromptInfo;
  /** Opening message and suggested first questions. */
  readonly onboardingInfo?: OnboardingInfo;
  /** Knowledge bases; only their ids. */
  readonly knowledge?: Knowledge;
  /** Tools of plugins. Some reads of drafts return `"0"` as a tool's id. */
  readonly plugins?: Plugin[];
  /** Ids of workflows. */
  readonly workflowIds?: string[];
  /** The model and its settings, as far as Coze returns them. */
  readonly modelInfoConfig?: ModelInfoConfig;
  /** Questions that are suggested after an answer. */
  readonly suggestReplyInfo?: SuggestReplyInfo;
}

/**
 * What deleting the resource of a bot does, since Coze has no call that deletes a bot. `"retain"`: the draft stays.
 * `"archive"`: the draft stays and is renamed, with `del-` in front. `"fail"`: the delete fails.
 */
export type DeletionPolicy = "retain" | "archive" | "fail";
