import { each, isBoolean, isId, isObject, isText, isTime, maybe, numberOf, type Numeric } from "./http/answers";

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
  /** The version's number, as `version` of a publication has it. */
  readonly version: string;
  /** The description of the version from its publish. */
  readonly changelog?: string;
  /** When the version was created, in Unix seconds. */
  readonly createdAt?: number;
  /** The status of its publish, in Coze's own words. */
  readonly publishStatus?: string;
  /** The id of the Coze user that published it. */
  readonly creatorId?: string;
  /** The name of that user. */
  readonly creatorName?: string;
}

/** A bot in a list, under the key of every list of the provider. Its times are the server's. */
export type BotSummary = Omit<BotListItem, "botId"> & { readonly id: string };

/** An item of the list of bots, as Coze writes it. */
export interface BotListEntry {
  id: string;
  name?: string;
  description?: string;
  icon_url?: string;
  folder_id?: string;
  updated_at?: Numeric;
  is_published?: boolean;
  published_at?: Numeric;
  owner_user_id?: string;
}

export const isBotListEntry = isObject({
  id: isId,
  ...each(["name", "description", "icon_url"], isText),
  ...each(["folder_id", "owner_user_id"], isId),
  ...each(["updated_at", "published_at"], isTime),
  is_published: maybe(isBoolean),
});

export function toSummary(entry: BotListEntry): BotSummary {
  return {
    id: entry.id,
    name: entry.name,
    description: entry.description,
    iconUrl: entry.icon_url,
    folderId: entry.folder_id,
    ownerUserId: entry.owner_user_id,
    updatedAt: numberOf(entry.updated_at),
    isPublished: entry.is_published,
    publishedAt: numberOf(entry.published_at),
  };
}

/** An item of the older list of published bots, as Coze writes it. */
export interface PublishedBotEntry {
  bot_id: string;
  bot_name?: string;
  description?: string;
  icon_url?: string;
  publish_time?: Numeric;
}

export const isPublishedBotEntry = isObject({
  bot_id: isId,
  ...each(["bot_name", "description", "icon_url"], isText),
  publish_time: maybe(isTime),
});

export function toPublishedSummary(entry: PublishedBotEntry): BotSummary {
  return {
    id: entry.bot_id,
    name: entry.bot_name,
    description: entry.description,
    iconUrl: entry.icon_url,
    isPublished: true,
    publishedAt: numberOf(entry.publish_time),
  };
}

/** An item of the list of versions, as Coze writes it. */
export interface VersionListEntry {
  version: string;
  changelog?: string;
  created_at?: Numeric;
  publish_status?: string;
  creator?: { id?: string; name?: string };
}

export const isVersionEntry = isObject({
  version: isId,
  ...each(["changelog", "publish_status"], isText),
  created_at: maybe(isTime),
  creator: maybe(isObject({ id: maybe(isId), name: maybe(isText) })),
});

export function toVersion(entry: VersionListEntry): BotVersionItem {
  return {
    version: entry.version,
    changelog: entry.changelog,
    createdAt: numberOf(entry.created_at),
    publishStatus: entry.publish_status,
    creatorId: entry.creator?.id,
    creatorName: entry.creator?.name,
  };
}
