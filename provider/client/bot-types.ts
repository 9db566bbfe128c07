/** Request and response bodies of the Coze API, in its own names. */

/** The channel of the API. */
export const API_CHANNEL = "1024";

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

/** The filter of a list of bots, in Coze's own words. */
export type PublishStatus = "all" | "published_online" | "published_draft" | "unpublished_draft";
