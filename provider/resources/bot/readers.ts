import type { BotInfo } from "../../client/bot-types";
import { getAt } from "../../values/paths";

/** A leaf that is absent from a block that is present has the default that the API documents for it, where one is assumed. */
export const within =
  (block: string, path: string, byDefault?: unknown) =>
  (info: BotInfo, assume = true): unknown => {
    const found = getAt(info, block);
    // A block that is null tells as little as one that is absent.
    return found === undefined || found === null ? undefined : (getAt(found, path) ?? (assume ? byDefault : undefined));
  };

export const model = (path: string, byDefault?: unknown) => within("model_info", path, byDefault);

/**
 * `parameters` is typed as a map of strings in some of Coze's own clients: values are compared by what they mean. Which of them there are
 * is the model's, so that one that is absent has no default.
 */
export const parameter =
  (path: string) =>
  (info: BotInfo): unknown => {
    const parameters = parsed(info.model_info?.["parameters"]);
    if (typeof parameters !== "object" || parameters === null) return undefined;
    return parsed(path.split(".").reduce<unknown>((value, key) => parsed(getAt(value, key)), parameters));
  };

/** Coze leaves the questions out where suggestions are switched off, so only with suggestions on does absence mean none. */
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
