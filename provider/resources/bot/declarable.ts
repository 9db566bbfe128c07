import type { ModelInfoConfig } from "./types";

/**
 * A model as a program may declare it: a read may tell settings of the context also for a model that is called by a protocol which has
 * none.
 */
export function declarableModel({ parameters, ...model }: ModelInfoConfig): ModelInfoConfig {
  if (parameters === undefined || model.apiMode === "responses_api")
    return { ...model, ...(parameters && { parameters }) };
  const { store, caching, cachingExpireTime, ...others } = parameters;
  return { ...model, ...(Object.keys(others).length > 0 && { parameters: others }) };
}
