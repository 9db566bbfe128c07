import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUpList, type LookupOptions, whenKnown } from "./program";
import type { BotVersionItem } from "./results";

/** Which versions. */
export interface GetBotVersionsArgs {
  /** The bot's id. */
  botId: string;
  /** Only versions of this channel; default: of all. */
  connectorId?: string;
}

/**
 * Lists the versions of a bot, newest first, in every run, previews included: one call for every 30 versions.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_bot_versions
 */
export function getBotVersions(args: GetBotVersionsArgs, opts?: LookupOptions): Promise<BotVersionItem[]> {
  return lookUpList("coze:index:getBotVersions", args, opts, async ({ api }, { botId, connectorId }) => {
    const versions = await api.listVersions(botId, connectorId);
    return versions.map((item) => ({
      version: item.version,
      changelog: item.changelog,
      createdAt: item.created_at === undefined ? undefined : Number(item.created_at),
      publishStatus: item.publish_status,
      creatorId: item.creator?.id,
      creatorName: item.creator?.name,
    }));
  });
}

/** As {@link getBotVersions}, of arguments that may be outputs of resources. */
export function getBotVersionsOutput(
  args: DeepInput<GetBotVersionsArgs>,
  opts?: LookupOptions,
): pulumi.Output<BotVersionItem[]> {
  return whenKnown(args, opts, (known: GetBotVersionsArgs) => getBotVersions(known, opts));
}
