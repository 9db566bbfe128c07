import type { BotInfo } from "../../client/bot-types";
import { getAt } from "../../values/tree";

/**
 * Reads a leaf of a block. If the block is present without the leaf, and `assume` is set, the value is the documented
 * default.
 */
export const within =
  (block: keyof BotInfo, path: string, byDefault?: unknown) =>
  (info: BotInfo, assume = true): unknown => {
    const found = info[block];
    return found === undefined ? undefined : (getAt(found, path) ?? (assume ? byDefault : undefined));
  };

export const model = (path: string, byDefault?: unknown) => within("model_info", path, byDefault);

/**
 * Reads one of the model's `parameters`. Some of Coze's own clients type them as a map of strings, so strings are
 * parsed. Each model has its own parameters, so an absent parameter has no default.
 */
export const parameter =
  (path: string) =>
  (info: BotInfo): unknown => {
    const parameters = parsed(info.model_info?.["parameters"]);
    if (typeof parameters !== "object" || parameters === null) return undefined;
    return parsed(path.split(".").reduce<unknown>((value, key) => parsed(getAt(value, key)), parameters));
  };

/**
 * Reads the suggested first questions. Coze leaves them out if suggestions are off. So absence means "none" only if
 * suggestions are on.
 */
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
