import type * as pulumi from "@pulumi/pulumi";
import type { PublishStatus } from "../client/wire-types";
import type { DeepInput } from "../resource";
import { lookUpList, type LookupOptions, whenKnown } from "./program";
import type { BotListItem } from "./results";

/** Which bots. */
export interface GetBotsArgs {
  /** The workspace. Default: that of the provider, or the configuration key `coze:spaceId`, else `COZE_SPACE_ID`. */
  spaceId?: string;
  /**
   * `"all"` (default), `"published_online"`, `"published_draft"` (published, with a newer draft), or `"unpublished_draft"`
   * (never published).
   */
  publishStatus?: PublishStatus;
  /** The channel, with the two statuses of published bots. Default `"1024"`, the API. */
  connectorId?: string;
}

/**
 * Lists the bots of a workspace in every run, previews included: one call for every 20 bots.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/bots_list_draft_published
 */
export function getBots(args: GetBotsArgs = {}, opts?: LookupOptions): Promise<BotListItem[]> {
  return lookUpList(
    "coze:index:getBots",
    args,
    opts,
    async ({ api, session }, { publishStatus = "all", connectorId, ...given }) => {
      const spaceId = given.spaceId ?? session.settings().spaceId;
      if (spaceId === undefined) {
        throw new Error("getBots: spaceId: is required: set it, or the configuration key coze:spaceId, got nothing");
      }
      const bots = await api.listBots(spaceId, publishStatus, connectorId);
      return bots.map((bot) => ({
        botId: bot.id,
        name: bot.name,
        description: bot.description,
        iconUrl: bot.icon_url,
        folderId: bot.folder_id,
        ownerUserId: bot.owner_user_id,
        updatedAt: bot.updated_at,
        isPublished: bot.is_published,
        publishedAt: bot.published_at,
      }));
    },
  );
}

/** As {@link getBots}, of arguments that may be outputs of resources. */
export function getBotsOutput(args: DeepInput<GetBotsArgs> = {}, opts?: LookupOptions): pulumi.Output<BotListItem[]> {
  return whenKnown(args, opts, (known: GetBotsArgs) => getBots(known, opts));
}
