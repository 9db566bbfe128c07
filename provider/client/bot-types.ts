/** Request and response bodies of the Coze API, in its own names. */

import {
  each,
  hasId,
  isId,
  isListOf,
  isNumber,
  isObject,
  isScalar,
  isText,
  isTime,
  maybe,
  numberOf,
  type Numeric,
} from "./http/answers";

const BOT_NUMBERS = ["create_time", "update_time", "bot_mode"];
const MODEL_NUMBERS = [
  ...["temperature", "top_p", "top_k", "max_tokens", "context_round", "presence_penalty", "frequency_penalty"],
];
/** Coze documents the type of only some of these. */
const MODEL_SETTINGS = ["sp_anti_leak", "sp_current_time", "cache_type", "api_mode"];

/** The channel of the API. */
export const API_CHANNEL = "1024";
/** The channel of the Chat SDK. */
export const CHAT_SDK_CHANNEL = "999";

interface PromptInfo {
  prompt?: string;
  prompt_mode?: string;
  prefix_prompt_info?: { prefix_prompt?: string; dynamic_prompt?: string };
}

export interface BotContentBody {
  name?: string;
  description?: string;
  icon_file_id?: string;
  prompt_info?: PromptInfo;
  onboarding_info?: { prologue?: string; suggested_questions?: string[] };
  knowledge?: { dataset_ids?: string[]; auto_call?: boolean; search_strategy?: number };
  plugin_id_list?: { id_list: { plugin_id: string; api_id: string }[] };
  workflow_id_list?: { ids: { id: string }[] };
  model_info_config?: Record<string, unknown>;
  suggest_reply_info?: { reply_mode?: string; customized_prompt?: string };
}

/** The answer of both reads of a bot. Every field may be absent: the two endpoints differ, and so do their samples. */
export interface BotInfo {
  bot_id?: string;
  name?: string;
  description?: string;
  icon_url?: string;
  create_time?: number;
  update_time?: number;
  version?: string;
  owner_user_id?: string;
  /** 0: one agent; 1: several; 2: a chatflow, in Coze's SDKs alone. */
  bot_mode?: number;
  prompt_info?: PromptInfo;
  onboarding_info?: {
    prologue?: string;
    suggested_questions?: string[];
    Prologue?: string;
    SuggestedQuestions?: string[];
  };
  knowledge?: { knowledge_infos?: { id: string }[] };
  plugin_info_list?: {
    plugin_id: string;
    name?: string;
    description?: string;
    api_info_list?: { api_id: string; name?: string; description?: string }[];
  }[];
  workflow_info_list?: { id: string }[];
  model_info?: Record<string, unknown>;
  suggest_reply_info?: { reply_mode?: string; customized_prompt?: string };
}

/** Whether a bot of an answer can be read: every field that it has is of its type. */
export const isBotInfo = isObject({
  bot_id: isId,
  ...each(["version", "owner_user_id"], isId),
  ...each(["name", "description", "icon_url"], isText),
  ...each(["create_time", "update_time"], isTime),
  bot_mode: maybe(isNumber),
  prompt_info: maybe(
    isObject({
      ...each(["prompt", "prompt_mode"], isText),
      prefix_prompt_info: maybe(isObject(each(["prefix_prompt", "dynamic_prompt"], isText))),
    }),
  ),
  onboarding_info: maybe(
    isObject({
      ...each(["prologue", "Prologue"], isText),
      ...each(["suggested_questions", "SuggestedQuestions"], isListOf(isText)),
    }),
  ),
  knowledge: maybe(isObject({ knowledge_infos: maybe(isListOf(hasId("id"))) })),
  plugin_info_list: maybe(isListOf(isObject({ plugin_id: isId, api_info_list: maybe(isListOf(hasId("api_id"))) }))),
  workflow_info_list: maybe(isListOf(hasId("id"))),
  // `parameters` may be an object or its text.
  model_info: maybe(
    isObject({
      model_id: maybe(isId),
      response_format: maybe(isText),
      ...each(MODEL_NUMBERS, isNumber),
      ...each(MODEL_SETTINGS, isScalar),
    }),
  ),
  suggest_reply_info: maybe(isObject(each(["reply_mode", "customized_prompt"], isText))),
});

/** A bot that was checked with `isBotInfo`, its numbers as numbers. */
export function toBotInfo(data: unknown): BotInfo {
  const info = withNumbers(data as BotInfo, BOT_NUMBERS);
  return info.model_info ? { ...info, model_info: withNumbers(info.model_info, MODEL_NUMBERS) } : info;
}

function withNumbers<T extends object>(values: T, keys: readonly string[]): T {
  const written = Object.entries(values).filter(([key]) => keys.includes(key));
  return { ...values, ...Object.fromEntries(written.map(([key, value]) => [key, numberOf(value as Numeric)])) };
}

/** The filter of a list of bots, in Coze's own words. */
export type PublishStatus = "all" | "published_online" | "published_draft" | "unpublished_draft";
