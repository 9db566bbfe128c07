import type { ModelInfoConfig, Plugin, PromptInfo, SuggestReplyInfo } from "./types";

interface Readable {
  readonly promptInfo?: PromptInfo;
  readonly plugins?: readonly Plugin[];
  readonly suggestReplyInfo?: SuggestReplyInfo;
  readonly modelInfoConfig?: ModelInfoConfig;
}

/** What a program can declare of a bot that was read. A read returns parts that do not go together in the inputs. */
export function declarable<T extends Readable>(content: T): T {
  const { promptInfo, suggestReplyInfo, modelInfoConfig } = content;
  return {
    ...content,
    ...(promptInfo ? { promptInfo: promptOf(promptInfo) } : {}),
    ...(suggestReplyInfo ? { suggestReplyInfo: suggestOf(suggestReplyInfo) } : {}),
    ...(modelInfoConfig ? { modelInfoConfig: modelOf(modelInfoConfig) } : {}),
  };
}

/** The plugins of which Coze has not returned the ids of the tools, as in some reads of drafts. */
export function pluginsWithoutTools({ plugins = [] }: Readable): string[] {
  return [...new Set(plugins.filter(({ apiId }) => apiId === "0").map(({ pluginId }) => pluginId))];
}

/** A read returns both kinds of prompt; a bot has the one that its mode says. */
function promptOf({ prompt, promptMode, prefixPromptInfo = {} }: PromptInfo): PromptInfo {
  return promptMode === "prefix" ? { promptMode, prefixPromptInfo } : { prompt };
}

function suggestOf(info: SuggestReplyInfo): SuggestReplyInfo {
  return info.replyMode === "customized" ? info : { replyMode: info.replyMode };
}

/**
 * A model as a program may declare it: a read may tell settings of the context also for a model that is called by a protocol which has
 * none.
 */
function modelOf({ parameters, ...model }: ModelInfoConfig): ModelInfoConfig {
  if (parameters === undefined || model.apiMode === "responses_api")
    return { ...model, ...(parameters && { parameters }) };
  const { store, caching, cachingExpireTime, ...others } = parameters;
  return { ...model, ...(Object.keys(others).length > 0 && { parameters: others }) };
}
