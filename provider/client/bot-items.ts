/** A bot in a list. */
export interface BotSummary {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly iconUrl?: string;
  readonly folderId?: string;
  readonly ownerUserId?: string;
  /** In Unix seconds, by the server's clock. */
  readonly updatedAt?: number;
  readonly isPublished?: boolean;
  /** In Unix seconds, by the server's clock. */
  readonly publishedAt?: number;
}

/** An item of the list of bots, as Coze writes it. */
export interface BotListEntry {
  id: string;
  name?: string;
  description?: string;
  icon_url?: string;
  folder_id?: string;
  updated_at?: number;
  is_published?: boolean;
  published_at?: number;
  owner_user_id?: string;
}

export function toSummary(entry: BotListEntry): BotSummary {
  return {
    id: entry.id,
    name: entry.name,
    description: entry.description,
    iconUrl: entry.icon_url,
    folderId: entry.folder_id,
    ownerUserId: entry.owner_user_id,
    updatedAt: entry.updated_at,
    isPublished: entry.is_published,
    publishedAt: entry.published_at,
  };
}

/** A published version of a bot. */
export interface BotVersion {
  readonly version: string;
  readonly changelog?: string;
  /** In Unix seconds, by the server's clock. */
  readonly createdAt?: number;
  readonly publishStatus?: string;
  readonly creatorId?: string;
  readonly creatorName?: string;
}

/** An item of the list of versions, as Coze writes it. */
export interface VersionListEntry {
  version: string;
  changelog?: string;
  created_at?: number | string;
  publish_status?: string;
  creator?: { id?: string; name?: string };
}

export function toVersion(entry: VersionListEntry): BotVersion {
  return {
    version: entry.version,
    changelog: entry.changelog,
    createdAt: entry.created_at === undefined ? undefined : Number(entry.created_at),
    publishStatus: entry.publish_status,
    creatorId: entry.creator?.id,
    creatorName: entry.creator?.name,
  };
}
