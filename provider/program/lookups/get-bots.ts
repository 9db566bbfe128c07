import type * as pulumi from "@pulumi/pulumi";
import type { PublishStatus } from "../../client/bot-types";
import type { DeepInput } from "../resource";
import { lookUpList, type LookupOptions, whenKnown } from "./look-up";
import type { BotListItem } from "../../lookup/results";

/** Which bots. */
export interface GetBotsArgs {
  /** The id of the workspace. Default: that of the provider, or the configuration key `coze:spaceId`, else `COZE_SPACE_ID`. */
  spaceId?: string;
  /**
   * `"all"` (default), `"published_online"`, `"published_draft"` (published, with a newer draft), or `"unpublished_draft"`
   * (never published).
   */
  publishStatus?: PublishStatus;
  /** The id of the channel, with the two statuses of published bots. Default `"1024"`, the API. */
  connectorId?: string;
}

/**
 * Lists the bots of a workspace in every run, previews included: one call for every 20 bots.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/bots_list_draft_published
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getBots`.
 *
 * @param args Which bots.
 * @param opts The account to ask.
 * @returns The bots, in Coze's order; of all pages.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not usable.
 */
export function getBots(args: GetBotsArgs = {}, opts?: LookupOptions): Promise<BotListItem[]> {
  return lookUpList("getBots", args, opts);
}

/**
 * As {@link getBots}, of arguments that may be outputs of resources. A preview makes no call while an argument is unknown.
 *
 * @param args Which bots.
 * @param opts The account to ask.
 * @returns The bots, as an output.
 */
export function getBotsOutput(args: DeepInput<GetBotsArgs> = {}, opts?: LookupOptions): pulumi.Output<BotListItem[]> {
  return whenKnown(args, opts, (known: GetBotsArgs) => getBots(known, opts));
}
