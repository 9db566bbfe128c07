import type { PublishStatus } from "../client/bot-types";
import type { BotContent } from "../resources/bot/types";

export type { BotListItem, BotVersionItem } from "../client/bot-types";

/** The arguments of `getBot`: which bot, and whether its draft or its live version. */
export interface GetBotArgs {
  /** The bot's id. Required. */
  botId: string;
  /**
   * `true`: the live version on a channel; `false`: the draft.
   *
   * @default false
   */
  published?: boolean;
  /**
   * The id of the channel, with `published`. `"1024"` is the API.
   *
   * @default "1024"
   */
  connectorId?: string;
}

/** The arguments of `getBots`: which bots. */
export interface GetBotsArgs {
  /**
   * The id of the workspace. Default: `spaceId` of the provider, or the configuration key `coze:spaceId`, else
   * `COZE_SPACE_ID`.
   */
  spaceId?: string;
  /**
   * `"all"`, `"published_online"`, `"published_draft"` (published, with a newer draft), or `"unpublished_draft"` (never
   * published).
   *
   * @default "all"
   */
  publishStatus?: PublishStatus;
  /**
   * The id of the channel, with the two statuses of published bots. `"1024"` is the API.
   *
   * @default "1024"
   */
  connectorId?: string;
}

/** The arguments of `getBotVersions`: which versions. */
export interface GetBotVersionsArgs {
  /** The bot's id. Required. */
  botId: string;
  /** The id of a channel, to list only its versions. Default: the versions of all channels. */
  connectorId?: string;
}

/** The arguments of `getOnlineInfo`: which bot. */
export interface GetOnlineInfoArgs {
  /** The bot's id. It must be published to the API channel. */
  botId: string;
}

/**
 * A bot as Coze returns it, under the names of a bot's inputs. Coze does not return the icon's file id,
 * `knowledge.autoCall`, `knowledge.searchStrategy` and the workspace, so they are absent.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_metadata_draft_published
 */
export interface GetBotResult extends BotContent {
  /** The bot's id. */
  readonly botId: string;
  /** The bot's name. */
  readonly name: string;
  /** `v1:` and the SHA-256 of all fields here that a bot's inputs can declare. */
  readonly contentHash: string;
  /**
   * `v1:` and the SHA-256 of the same fields without those that belong to a workspace. It equals the `promotionHash` of
   * a bot that declares the same values.
   */
  readonly promotionHash: string;
  /** The published version; absent for a draft. */
  readonly version?: string;
  /** The address of the avatar. It is signed and expires soon. */
  readonly iconUrl?: string;
  /** The Coze user that owns the bot. */
  readonly ownerUserId?: string;
  /** When the bot was created, in Unix seconds. */
  readonly createTime?: number;
  /** When the bot was last changed, in Unix seconds. */
  readonly updateTime?: number;
}
