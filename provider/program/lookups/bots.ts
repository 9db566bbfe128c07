import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUp, type LookupOptions, whenKnown, lookUpList } from "./look-up";
import type {
  GetBotResult,
  GetBotArgs,
  BotListItem,
  GetBotsArgs,
  BotVersionItem,
  GetBotVersionsArgs,
  GetOnlineInfoArgs,
} from "../../lookup/bot-types";

/**
 * Reads a bot in every run, previews included, with one call. Fails with Coze's own words if there is no such bot, or
 * if it is not on that channel.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_metadata_draft_published
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getBot`.
 *
 * @param args Which bot, and whether its draft or what is live.
 * @param opts The account to ask.
 * @returns The bot, under the names of a bot's inputs.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not
 * usable.
 */
export function getBot(args: GetBotArgs, opts?: LookupOptions): Promise<GetBotResult> {
  return lookUp("getBot", args, opts);
}

/**
 * As {@link getBot}, of arguments that may be outputs of resources. A preview makes no call while an argument is
 * unknown.
 *
 * @param args Which bot, and whether its draft or what is live.
 * @param opts The account to ask.
 * @returns The bot, as an output.
 */
export function getBotOutput(args: DeepInput<GetBotArgs>, opts?: LookupOptions): pulumi.Output<GetBotResult> {
  return whenKnown(args, opts, (known: GetBotArgs) => getBot(known, opts));
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
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not
 * usable.
 */
export function getBots(args: GetBotsArgs = {}, opts?: LookupOptions): Promise<BotListItem[]> {
  return lookUpList("getBots", args, opts);
}

/**
 * As {@link getBots}, of arguments that may be outputs of resources. A preview makes no call while an argument is
 * unknown.
 *
 * @param args Which bots.
 * @param opts The account to ask.
 * @returns The bots, as an output.
 */
export function getBotsOutput(args: DeepInput<GetBotsArgs> = {}, opts?: LookupOptions): pulumi.Output<BotListItem[]> {
  return whenKnown(args, opts, (known: GetBotsArgs) => getBots(known, opts));
}

/**
 * Lists the versions of a bot, newest first, in every run, previews included: one call for every 30 versions.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_bot_versions
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token
 * `coze:index:getBotVersions`.
 *
 * @param args Which versions.
 * @param opts The account to ask.
 * @returns The versions, newest first; of all pages.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not
 * usable.
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
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not
 * usable.
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
