/** The bodies and the answers of the bot endpoints, with Coze's names. */

import { CozeChannel } from "../values/channels";
import * as z from "./http/schema";

export const API_CHANNEL = CozeChannel.API;
export const CHAT_SDK_CHANNEL = CozeChannel.ChatSDK;

export interface BotContentBody {
  name?: string;
  description?: string;
  icon_file_id?: string;
  prompt_info?: {
    prompt?: string;
    prompt_mode?: string;
    prefix_prompt_info?: { prefix_prompt?: string; dynamic_prompt?: string };
  };
  onboarding_info?: { prologue?: string; suggested_questions?: string[] };
  knowledge?: { dataset_ids?: string[]; auto_call?: boolean; search_strategy?: number };
  plugin_id_list?: { id_list: { plugin_id: string; api_id: string }[] };
  workflow_id_list?: { ids: { id: string }[] };
  model_info_config?: Record<string, unknown>;
  suggest_reply_info?: { reply_mode?: string; customized_prompt?: string };
}

const info = z.object({ id: z.id });

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** Coze Studio calls the id of a workflow `workflow_id`. */
const workflow = z.from(
  (item) => (isObject(item) && "workflow_id" in item ? { id: item["workflow_id"], ...item } : item),
  info,
);
const plugin = z.from(
  (item) =>
    isObject(item) && "api_id" in item
      ? { api_info_list: [{ api_id: item["api_id"], name: item["api_name"] }], ...item }
      : item,
  z.object({
    plugin_id: z.id,
    name: z.maybe(z.text()),
    description: z.maybe(z.text()),
    api_info_list: z.maybe(
      z.array(z.object({ api_id: z.id, name: z.maybe(z.text()), description: z.maybe(z.text()) })),
    ),
  }),
);

/** The answer of both reads of a bot. */
export const botInfo = z.object({
  bot_id: z.id,
  name: z.maybe(z.text()),
  description: z.maybe(z.text()),
  icon_url: z.maybe(z.text()),
  create_time: z.maybe(z.time),
  update_time: z.maybe(z.time),
  version: z.maybe(z.id),
  owner_user_id: z.maybe(z.id),
  /** 0: one agent; 1: several; 2: a chatflow. Only Coze's SDKs document 2. */
  bot_mode: z.maybe(z.number),
  prompt_info: z.maybe(
    z.object({
      prompt: z.maybe(z.text()),
      prompt_mode: z.maybe(z.text()),
      prefix_prompt_info: z.maybe(z.object({ prefix_prompt: z.maybe(z.text()), dynamic_prompt: z.maybe(z.text()) })),
    }),
  ),
  onboarding_info: z.maybe(
    z.object({
      prologue: z.maybe(z.text()),
      suggested_questions: z.maybe(z.array(z.text())),
      // Some reads of drafts have these keys in PascalCase.
      Prologue: z.maybe(z.text()),
      SuggestedQuestions: z.maybe(z.array(z.text())),
    }),
  ),
  knowledge: z.maybe(z.object({ knowledge_infos: z.maybe(z.array(info)) })),
  plugin_info_list: z.maybe(z.array(plugin)),
  workflow_info_list: z.maybe(z.array(workflow)),
  model_info: z.maybe(
    z.object({
      model_id: z.maybe(z.id),
      temperature: z.maybe(z.number),
      top_p: z.maybe(z.number),
      top_k: z.maybe(z.number),
      max_tokens: z.maybe(z.number),
      context_round: z.maybe(z.number),
      presence_penalty: z.maybe(z.number),
      frequency_penalty: z.maybe(z.number),
      // Coze Studio has a number here; 0 is the default.
      response_format: z.maybe(z.from((format) => (format === 0 ? undefined : format), z.maybe(z.text()))),
      // Coze documents the type of only some of these fields.
      sp_anti_leak: z.maybe(z.scalar),
      sp_current_time: z.maybe(z.scalar),
      cache_type: z.maybe(z.scalar),
      api_mode: z.maybe(z.scalar),
      /** An object, or the object as a JSON text. */
      parameters: z.maybe(z.unknown()),
    }),
  ),
  suggest_reply_info: z.maybe(z.object({ reply_mode: z.maybe(z.text()), customized_prompt: z.maybe(z.text()) })),
});

/** Every field may be absent: the fields of the two reads differ, and so do Coze's samples. */
export type BotInfo = Partial<z.Output<typeof botInfo>>;

/** The filter of a list of bots, in Coze's own words. */
export type PublishStatus = "all" | "published_online" | "published_draft" | "unpublished_draft";

/**
 * A bot in a list.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/bots_list_draft_published
 */
export interface BotListItem {
  /** The bot's id. */
  readonly botId: string;
  /** The bot's name. */
  readonly name?: string;
  /** The bot's description. */
  readonly description?: string;
  /** The address of the avatar. */
  readonly iconUrl?: string;
  /** The folder that the bot is in. */
  readonly folderId?: string;
  /** The Coze user that owns the bot. */
  readonly ownerUserId?: string;
  /** When the bot was last changed, in Unix seconds. */
  readonly updatedAt?: number;
  /** Whether the bot is published. */
  readonly isPublished?: boolean;
  /** When the bot was last published, in Unix seconds; absent if it never was. */
  readonly publishedAt?: number;
}

/**
 * A version of a bot.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_bot_versions
 */
export interface BotVersionItem {
  /** The version's id, the same as `version` of a publication. */
  readonly version: string;
  /** The description of the version from its publish. */
  readonly changelog?: string;
  /** When the version was created, in Unix seconds. */
  readonly createdAt?: number;
  /** The status of the version's publish, in Coze's own words. */
  readonly publishStatus?: string;
  /** The id of the Coze user that published it. */
  readonly creatorId?: string;
  /** The name of that user. */
  readonly creatorName?: string;
}

/** A bot in a list, with the key `id` that all lists of the provider have. Its times are by the server's clock. */
export type BotSummary = Omit<BotListItem, "botId"> & { readonly id: string };

export const listedBot = z.as(
  z.object({
    id: z.id,
    name: z.maybe(z.text()),
    description: z.maybe(z.text()),
    icon_url: z.maybe(z.text()),
    folder_id: z.maybe(z.id),
    owner_user_id: z.maybe(z.id),
    updated_at: z.maybe(z.time),
    is_published: z.maybe(z.boolean()),
    published_at: z.maybe(z.time),
  }),
  (bot): BotSummary => ({
    id: bot.id,
    name: bot.name,
    description: bot.description,
    iconUrl: bot.icon_url,
    folderId: bot.folder_id,
    ownerUserId: bot.owner_user_id,
    updatedAt: bot.updated_at,
    isPublished: bot.is_published,
    publishedAt: bot.published_at,
  }),
);

/** An item of the older list of published bots. */
export const publishedBot = z.as(
  z.object({
    bot_id: z.id,
    bot_name: z.maybe(z.text()),
    description: z.maybe(z.text()),
    icon_url: z.maybe(z.text()),
    publish_time: z.maybe(z.time),
  }),
  (bot): BotSummary => ({
    id: bot.bot_id,
    name: bot.bot_name,
    description: bot.description,
    iconUrl: bot.icon_url,
    isPublished: true,
    publishedAt: bot.publish_time,
  }),
);

export const listedVersion = z.as(
  z.object({
    version: z.id,
    changelog: z.maybe(z.text()),
    created_at: z.maybe(z.time),
    publish_status: z.maybe(z.text()),
    creator: z.maybe(z.object({ id: z.maybe(z.id), name: z.maybe(z.text()) })),
  }),
  (entry): BotVersionItem => ({
    version: entry.version,
    changelog: entry.changelog,
    createdAt: entry.created_at,
    publishStatus: entry.publish_status,
    creatorId: entry.creator?.id,
    creatorName: entry.creator?.name,
  }),
);
