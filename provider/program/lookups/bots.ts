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
 * @example
 * ```ts
 * const live = await getBot({ botId: "7342866812345678901", published: true });
 * const prompt = live.promptInfo?.prompt;
 * ```
 *
 * @param args The bot, and whether to read its draft or its live version.
 * @param opts The account to ask.
 * @returns The bot, under the names of a bot's inputs.
 * @throws {@link CozeApiError} if Coze refuses the call; an `Error` if an id is malformed or the settings are not
 * usable.
 */
export function getBot(args: GetBotArgs, opts?: LookupOptions): Promise<GetBotResult> {
  return lookUp("getBot", args, opts);
}

/**
 * Does the same as {@link getBot}, with arguments that may be outputs of resources. A preview makes no call while an
 * argument is unknown.
 *
 * @example
 * ```ts
 * const bot = new CozeBot("support", { name: "Support" });
 * const model = getBotOutput({ botId: bot.id }).modelInfoConfig;
 * ```
 *
 * @param args The bot, and whether to read its draft or its live version.
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
 * @example
 * ```ts
 * const bots = await getBots({ publishStatus: "published_online" });
 * const names = bots.map(({ name }) => name);
 * ```
 *
 * @param args The workspace, and the status of the bots.
 * @param opts The account to ask.
 * @returns The bots of all pages, in Coze's order.
 * @throws {@link CozeApiError} if Coze refuses the call; an `Error` if an id is malformed or the settings are not
 * usable.
 */
export function getBots(args: GetBotsArgs = {}, opts?: LookupOptions): Promise<BotListItem[]> {
  return lookUpList("getBots", args, opts);
}

/**
 * Does the same as {@link getBots}, with arguments that may be outputs of resources. A preview makes no call while an
 * argument is unknown.
 *
 * @example
 * ```ts
 * const team = getWorkspaceOutput({ name: "Customer service" });
 * const bots = getBotsOutput({ spaceId: team.spaceId });
 * ```
 *
 * @param args The workspace, and the status of the bots.
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
 * @example
 * ```ts
 * const [newest] = await getBotVersions({ botId: "7342866812345678901" });
 * const changelog = newest?.changelog;
 * ```
 *
 * @param args The bot, and optionally a channel.
 * @param opts The account to ask.
 * @returns The versions of all pages, newest first.
 * @throws {@link CozeApiError} if Coze refuses the call; an `Error` if an id is malformed or the settings are not
 * usable.
 */
export function getBotVersions(args: GetBotVersionsArgs, opts?: LookupOptions): Promise<BotVersionItem[]> {
  return lookUpList("getBotVersions", args, opts);
}

/**
 * Does the same as {@link getBotVersions}, with arguments that may be outputs of resources. A preview makes no call
 * while an argument is unknown.
 *
 * @example
 * ```ts
 * const bot = new CozeBot("support", { name: "Support" });
 * const live = new CozeBotPublication("support", { bot });
 * const versions = getBotVersionsOutput({ botId: live.botId });
 * ```
 *
 * @param args The bot, and optionally a channel.
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
 * Reads the live version on the API channel, by an older call of Coze.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_online_info
 *
 * @deprecated Coze has deprecated this call: use {@link getBot} with `published: true`.
 *
 * @param args The bot.
 * @param opts The account to ask.
 * @returns The bot, under the names of a bot's inputs.
 * @throws {@link CozeApiError} if Coze refuses the call; an `Error` if an id is malformed or the settings are not
 * usable.
 */
export function getOnlineInfo(args: GetOnlineInfoArgs, opts?: LookupOptions): Promise<GetBotResult> {
  return lookUp("getOnlineInfo", args, opts);
}

/**
 * Does the same as {@link getOnlineInfo}, with arguments that may be outputs of resources.
 *
 * @deprecated Use {@link getBotOutput} with `published: true`.
 *
 * @param args The bot.
 * @param opts The account to ask.
 * @returns The bot, as an output.
 */
export function getOnlineInfoOutput(
  args: DeepInput<GetOnlineInfoArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetBotResult> {
  return whenKnown(args, opts, (known: GetOnlineInfoArgs) => getOnlineInfo(known, opts));
}
