import type { BotInfo } from "../../client/bot-types";
import { getAt } from "../../values/paths";

/** A leaf that is absent from a block that is present has the default that the API documents for it. */
export const within =
  (block: keyof BotInfo, path: string, byDefault?: unknown) =>
  (info: BotInfo): unknown => {
    const found = info[block];
    return found === undefined ? undefined : (getAt(found, path) ?? byDefault);
  };

export const model = (path: string, byDefault?: unknown) => within("model_info", path, byDefault);

/** `parameters` is typed as a map of strings in some of Coze's own clients: values are compared by what they mean. */
export const parameter =
  (path: string, byDefault: unknown) =>
  (info: BotInfo): unknown => {
    const parameters = parsed(info.model_info?.["parameters"]);
    if (typeof parameters !== "object" || parameters === null) return undefined;
    return parsed(path.split(".").reduce<unknown>((value, key) => parsed(getAt(value, key)), parameters)) ?? byDefault;
  };

/** Coze leaves the questions out where suggestions are switched off, so only with suggestions on does absence mean none. */
export function suggestedQuestions(info: BotInfo): unknown {
  const questions = info.onboarding_info?.suggested_questions ?? info.onboarding_info?.SuggestedQuestions;
  if (questions !== undefined || info.onboarding_info === undefined) return questions;
  const mode = info.suggest_reply_info?.reply_mode;
  return mode === undefined || mode === "disable" ? undefined : [];
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
