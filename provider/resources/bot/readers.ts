import type { BotInfo } from "../../client/bot-types";
import { getAt } from "../../values/tree";

/**
 * Reads a leaf of a block. A leaf that is absent from a present block has the documented default, if `assume` is set.
 */
export const within =
  (block: keyof BotInfo, path: string, byDefault?: unknown) =>
  (info: BotInfo, assume = true): unknown => {
    const found = info[block];
    return found === undefined ? undefined : (getAt(found, path) ?? (assume ? byDefault : undefined));
  };

export const model = (path: string, byDefault?: unknown) => within("model_info", path, byDefault);

/**
 * Some of Coze's own clients type `parameters` as a map of strings, so values are compared by their meaning. Each model
 * has its own parameters, so an absent one has no default.
 */
export const parameter =
  (path: string) =>
  (info: BotInfo): unknown => {
    const parameters = parsed(info.model_info?.["parameters"]);
    if (typeof parameters !== "object" || parameters === null) return undefined;
    return parsed(path.split(".").reduce<unknown>((value, key) => parsed(getAt(value, key)), parameters));
  };

/** Coze leaves the questions out if suggestions are off. So absence means "none" only if they are on. */
export function suggestedQuestions(info: BotInfo, assume = true): unknown {
  const questions = info.onboarding_info?.suggested_questions ?? info.onboarding_info?.SuggestedQuestions;
  if (questions || !info.onboarding_info) return questions;
  const mode = info.suggest_reply_info?.reply_mode;
  return !assume || mode === undefined || mode === "disable" ? undefined : [];
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
