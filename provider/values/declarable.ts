/** The blocks of a bot whose fields may exclude each other, from a read of the bot. */
interface PromptInfo {
  prompt?: string;
  promptMode?: "standard" | "prefix";
  prefixPromptInfo?: object;
}

interface SuggestReplyInfo {
  replyMode?: "enable" | "disable" | "customized";
}

interface ModelInfoConfig {
  apiMode?: "chat_api" | "responses_api";
  parameters?: { store?: unknown; caching?: unknown; cachingExpireTime?: unknown };
}

interface Readable {
  readonly promptInfo?: PromptInfo;
  readonly plugins?: readonly { readonly pluginId: string; readonly apiId: string }[];
  readonly suggestReplyInfo?: SuggestReplyInfo;
  readonly modelInfoConfig?: ModelInfoConfig;
}

/** The part of a read that a program can declare. A read may return values that exclude each other in the inputs. */
export function declarable<T extends Readable>(content: T): T {
  const { promptInfo, suggestReplyInfo, modelInfoConfig } = content;
  return {
    ...content,
    ...(promptInfo ? { promptInfo: promptOf(promptInfo) } : {}),
    ...(suggestReplyInfo ? { suggestReplyInfo: suggestOf(suggestReplyInfo) } : {}),
    ...(modelInfoConfig ? { modelInfoConfig: modelOf(modelInfoConfig) } : {}),
  };
}

/** The plugins whose tool ids Coze has not returned, which happens in some reads of drafts. */
export function pluginsWithoutTools({ plugins = [] }: Readable): string[] {
  return [...new Set(plugins.filter(({ apiId }) => apiId === "0").map(({ pluginId }) => pluginId))];
}

/** A read returns both kinds of prompt. The mode decides which one the bot has. */
function promptOf({ prompt, promptMode, prefixPromptInfo = {} }: PromptInfo): PromptInfo {
  return promptMode === "prefix" ? { promptMode, prefixPromptInfo } : { prompt };
}

function suggestOf(info: SuggestReplyInfo): SuggestReplyInfo {
  return info.replyMode === "customized" ? info : { replyMode: info.replyMode };
}

/**
 * The part of a model that a program can declare. A read may return settings of the context even if the protocol of the
 * model has none.
 */
function modelOf({ parameters, ...model }: ModelInfoConfig): ModelInfoConfig {
  if (parameters === undefined || model.apiMode === "responses_api")
    return { ...model, ...(parameters && { parameters }) };
  const { store, caching, cachingExpireTime, ...others } = parameters;
  return { ...model, ...(Object.keys(others).length > 0 && { parameters: others }) };
}
