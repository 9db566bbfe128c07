import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUp, type LookupOptions, whenKnown } from "./look-up";
import type { GetPluginResult } from "../../lookup/library-results";

/** Which plugin. */
export interface GetPluginArgs {
  /**
   * The plugin's id: the number after `plugin` in the address of its page in the console, not that of its page in the store.
   * Required.
   */
  pluginId: string;
}

/**
 * Reads a plugin and its tools in every run, previews included: one call for every plugin, however many lookups ask.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_plugin
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getPlugin`.
 *
 * @example
 * ```ts
 * const { pluginId, tools } = await getPlugin({ pluginId: "7311989349275530101" });
 * const plugins = tools.filter(({ name }) => name === "search").map(({ apiId }) => ({ pluginId, apiId }));
 * new CozeBot("support", { name: "Support", plugins });
 * ```
 *
 * @param args Which plugin.
 * @param opts The account to ask.
 * @returns The plugin, with its tools.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where an id is malformed or the settings are not
 * usable.
 */
export function getPlugin(args: GetPluginArgs, opts?: LookupOptions): Promise<GetPluginResult> {
  return lookUp("getPlugin", args, opts);
}

/**
 * As {@link getPlugin}, of arguments that may be outputs of resources. A preview makes no call while an argument is unknown.
 *
 * @param args Which plugin.
 * @param opts The account to ask.
 * @returns The plugin, with its tools, as an output.
 */
export function getPluginOutput(args: DeepInput<GetPluginArgs>, opts?: LookupOptions): pulumi.Output<GetPluginResult> {
  return whenKnown(args, opts, (known: GetPluginArgs) => getPlugin(known, opts));
}
