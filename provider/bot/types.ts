/** The bot's persona and reply logic. */
export interface PromptInfo {
  /**
   * The prompt. At most 20,000 characters (Unicode code points); empty by default. Must not be set with `promptMode`
   * `"prefix"`. Updated in place.
   */
  prompt?: string;
  /**
   * `"standard"` (default), or `"prefix"` where prefix caching is on (`modelInfoConfig.cacheType` or
   * `modelInfoConfig.parameters.caching`). Updated in place.
   */
  promptMode?: "standard" | "prefix";
  /** The two parts of the prompt with prefix caching; required with `promptMode` `"prefix"`, and only then. */
  prefixPromptInfo?: PrefixPromptInfo;
}

/** A prompt in two parts, of which Coze caches the first. */
export interface PrefixPromptInfo {
  /** The cached part: fixed rules, templates, background. Updated in place. */
  prefixPrompt?: string;
  /** The part that is not cached. Updated in place. */
  dynamicPrompt?: string;
}

/** What a user sees before the first message. */
export interface OnboardingInfo {
  /**
   * The opening words. At most 300 characters; none by default. Coze does not fill in `{{user_name}}` for callers of
   * the API. Updated in place.
   */
  prologue?: string;
  /** Suggested first questions, in order; any number, each at most 50 characters. None by default. Updated in place. */
  suggestedQuestions?: string[];
}

/** The knowledge bases that the bot draws on. Coze takes them on update only, so a create with them is two calls. */
export interface Knowledge {
  /** Ids of Coze knowledge bases, as a set: at most 150. Volcano knowledge bases cannot be bound. Updated in place. */
  datasetIds?: string[];
  /**
   * `true` (default): called in every turn; `false`: called when the prompt says so. Coze does not return it, so a
   * change from outside is not seen. Updated in place.
   */
  autoCall?: boolean;
  /**
   * `"semantic"` (default), `"hybrid"`, or `"fullText"`. Coze does not return it, so a change from outside is not seen.
   * Updated in place.
   */
  searchStrategy?: "semantic" | "hybrid" | "fullText";
}

/** One tool of a plugin. */
export interface Plugin {
  /** The plugin's id: what follows `plugin` in the address of its page. */
  pluginId: string;
  /** The tool's id: what follows `tool` in the address of the tool's page. */
  apiId: string;
}

/** The model and its settings. Ranges and defaults differ between models; the Coze console shows them. */
export interface ModelInfoConfig {
  /** The model's id: what follows `model` in the address of its page. Required in this block. Updated in place. */
  modelId: string;
  /** Randomness of the answers. Not every model takes it. Updated in place. */
  temperature?: number;
  /** Cumulative probability, 0 to 1. Not every model takes it. Updated in place. */
  topP?: number;
  /** Number of candidate words; a whole number. Updated in place. */
  topK?: number;
  /** Longest answer, in tokens; a whole number. Updated in place. */
  maxTokens?: number;
  /** Rounds of history that the model is given; a whole number. Updated in place. */
  contextRound?: number;
  /** `"text"` (default), `"markdown"` or `"json"`. Updated in place. */
  responseFormat?: "text" | "markdown" | "json";
  /** Penalty on repeated subjects. Updated in place. */
  presencePenalty?: number;
  /** Penalty on repeated sentences. Updated in place. */
  frequencyPenalty?: number;
  /** Whether the bot refuses to disclose its system prompt. Default `false`. Updated in place. */
  spAntiLeak?: boolean;
  /** Whether the system prompt tells the current time. Default `false`. Updated in place. */
  spCurrentTime?: boolean;
  /**
   * Prefix caching with `apiMode` `"chat_api"`: `"closed"` (default) or `"prefix"`, which needs
   * `promptInfo.promptMode` `"prefix"`. Paid plans and some models only. Updated in place.
   */
  cacheType?: "closed" | "prefix";
  /** The protocol between bot and model: `"chat_api"` (default) or `"responses_api"`. Updated in place. */
  apiMode?: "chat_api" | "responses_api";
  /** Deep thinking, and the context of `"responses_api"`. */
  parameters?: ModelParameters;
}

/** Further settings of some models. */
export interface ModelParameters {
  /**
   * Deep thinking: `"enabled"` (default), `"disabled"` or `"auto"`. While it is enabled the bot cannot use plugins, workflows,
   * variables or databases. Updated in place.
   */
  thinkingType?: "enabled" | "disabled" | "auto";
  /** Prefix caching with `apiMode` `"responses_api"`. */
  caching?: ModelCaching;
  /** Whether inputs and outputs are stored. Default `true`; caching needs it. Updated in place. */
  store?: boolean;
  /** How long cache and store live, in seconds: at most, and by default, 259,200 (three days). Updated in place. */
  cachingExpireTime?: number;
}

/** Prefix caching with `apiMode` `"responses_api"`. */
export interface ModelCaching {
  /** `"enabled"` or `"disabled"` (default). Updated in place. */
  type?: "enabled" | "disabled";
}

/** Questions that are suggested to the user after an answer. */
export interface SuggestReplyInfo {
  /** `"enable"` (default): up to three; `"disable"`: none; `"customized"`: by `customizedPrompt`. Updated in place. */
  replyMode?: "enable" | "disable" | "customized";
  /** How to come up with the questions; required with `"customized"`. Updated in place. */
  customizedPrompt?: string;
}

/** What becomes of the bot when its resource is deleted; Coze has no call that deletes a bot. */
export type DeletionPolicy = "retain" | "archive" | "fail";
