import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUp, type LookupOptions, whenKnown } from "./look-up";
import type { GetBotResult } from "../../lookup/results";

/** Which bot, and whether its draft or what is live. */
export interface GetBotArgs {
  /** The bot's id. Required. */
  botId: string;
  /** `true`: the live version on a channel; `false` (default): the draft. */
  published?: boolean;
  /** The id of the channel, with `published`. Default `"1024"`, the API. */
  connectorId?: string;
}

/**
 * Reads a bot in every run, previews included, with one call. Fails with Coze's own words if there is no such bot, or if
 * it is not on that channel.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_metadata_draft_published
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getBot`.
 *
 * @param args Which bot, and whether its draft or what is live.
 * @param opts The account to ask.
 * @returns The bot, under the names of a bot's inputs.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not usable.
 */
export function getBot(args: GetBotArgs, opts?: LookupOptions): Promise<GetBotResult> {
  return lookUp("getBot", args, opts);
}

/**
 * As {@link getBot}, of arguments that may be outputs of resources. A preview makes no call while an argument is unknown.
 *
 * @param args Which bot, and whether its draft or what is live.
 * @param opts The account to ask.
 * @returns The bot, as an output.
 */
export function getBotOutput(args: DeepInput<GetBotArgs>, opts?: LookupOptions): pulumi.Output<GetBotResult> {
  return whenKnown(args, opts, (known: GetBotArgs) => getBot(known, opts));
}
