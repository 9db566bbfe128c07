import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUpList, type LookupOptions, whenKnown } from "./look-up";
import type { BotVersionItem } from "../../lookup/results";

/** Which versions. */
export interface GetBotVersionsArgs {
  /** The bot's id. Required. */
  botId: string;
  /** The id of a channel: only its versions. Default: those of all channels. */
  connectorId?: string;
}

/**
 * Lists the versions of a bot, newest first, in every run, previews included: one call for every 30 versions.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_bot_versions
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getBotVersions`.
 *
 * @param args Which versions.
 * @param opts The account to ask.
 * @returns The versions, newest first; of all pages.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not usable.
 */
export function getBotVersions(args: GetBotVersionsArgs, opts?: LookupOptions): Promise<BotVersionItem[]> {
  return lookUpList("getBotVersions", args, opts);
}

/**
 * As {@link getBotVersions}, of arguments that may be outputs of resources. A preview makes no call while an
 * argument is unknown.
 *
 * @param args Which versions.
 * @param opts The account to ask.
 * @returns The versions, as an output.
 */
export function getBotVersionsOutput(
  args: DeepInput<GetBotVersionsArgs>,
  opts?: LookupOptions,
): pulumi.Output<BotVersionItem[]> {
  return whenKnown(args, opts, (known: GetBotVersionsArgs) => getBotVersions(known, opts));
}
