import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUp, type LookupOptions, whenKnown } from "./look-up";
import type { GetBotResult } from "../../lookup/results";

/** Which bot. */
export interface GetOnlineInfoArgs {
  /** The bot's id. It must be published to the API channel. */
  botId: string;
}

/**
 * Reads what is live on the API channel by Coze's old call.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_online_info
 *
 * @deprecated Coze takes the call out of service: use {@link getBot} with `published: true`.
 *
 * @param args Which bot.
 * @param opts The account to ask.
 * @returns The bot, under the names of a bot's inputs.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not usable.
 */
export function getOnlineInfo(args: GetOnlineInfoArgs, opts?: LookupOptions): Promise<GetBotResult> {
  return lookUp("getOnlineInfo", args, opts);
}

/**
 * As {@link getOnlineInfo}, of arguments that may be outputs of resources.
 *
 * @deprecated Use {@link getBotOutput} with `published: true`.
 *
 * @param args Which bot.
 * @param opts The account to ask.
 * @returns The bot, as an output.
 */
export function getOnlineInfoOutput(
  args: DeepInput<GetOnlineInfoArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetBotResult> {
  return whenKnown(args, opts, (known: GetOnlineInfoArgs) => getOnlineInfo(known, opts));
}
