import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUp, type LookupOptions, whenKnown } from "./look-up";
import type {
  GetDatasetResult,
  GetDatasetArgs,
  GetWorkflowResult,
  GetWorkflowArgs,
  GetWorkspaceResult,
  GetWorkspaceArgs,
  GetPluginResult,
  GetPluginArgs,
} from "../../lookup/library-types";

/**
 * Finds a knowledge base by its name in every run, previews included: one call for every 300 knowledge bases of the
 * workspace, however many lookups ask.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_dataset
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getDataset`.
 *
 * @example
 * ```ts
 * const faq = await getDataset({ name: "FAQ" });
 * new CozeBot("support", { name: "Support", knowledge: { datasetIds: [faq.datasetId] } });
 * ```
 *
 * @param args The name of the knowledge base, and its workspace.
 * @param opts The account to ask.
 * @returns The knowledge base.
 * @throws {@link CozeApiError} if Coze refuses the call; an `Error` if no knowledge base or several have the name (with
 * the ids), if an argument is malformed, or if the settings are not usable.
 */
export function getDataset(args: GetDatasetArgs, opts?: LookupOptions): Promise<GetDatasetResult> {
  return lookUp("getDataset", args, opts);
}

/**
 * Does the same as {@link getDataset}, with arguments that may be outputs of resources. A preview makes no call while
 * an argument is unknown.
 *
 * @example
 * ```ts
 * const team = getWorkspaceOutput({ name: "Customer service" });
 * const faq = getDatasetOutput({ name: "FAQ", spaceId: team.spaceId });
 * new CozeBot("support", { name: "Support", spaceId: team.spaceId, knowledge: { datasetIds: [faq.datasetId] } });
 * ```
 *
 * @param args The name of the knowledge base, and its workspace.
 * @param opts The account to ask.
 * @returns The knowledge base, as an output.
 */
export function getDatasetOutput(
  args: DeepInput<GetDatasetArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetDatasetResult> {
  return whenKnown(args, opts, (known: GetDatasetArgs) => getDataset(known, opts));
}

/**
 * Finds a workflow by its name in every run, previews included: one call for every 30 workflows of the workspace,
 * however many lookups ask.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_workflow_list
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getWorkflow`.
 *
 * @example
 * ```ts
 * const refund = await getWorkflow({ name: "refund_order" });
 * new CozeBot("support", { name: "Support", workflowIds: [refund.workflowId] });
 * ```
 *
 * @param args The name of the workflow, and where to look for it.
 * @param opts The account to ask.
 * @returns The workflow.
 * @throws {@link CozeApiError} if Coze refuses the call; an `Error` if no workflow or several have the name (with the
 * ids), if an argument is malformed, or if the settings are not usable.
 */
export function getWorkflow(args: GetWorkflowArgs, opts?: LookupOptions): Promise<GetWorkflowResult> {
  return lookUp("getWorkflow", args, opts);
}

/**
 * Does the same as {@link getWorkflow}, with arguments that may be outputs of resources. A preview makes no call while
 * an argument is unknown.
 *
 * @example
 * ```ts
 * const team = getWorkspaceOutput({ name: "Customer service" });
 * const refund = getWorkflowOutput({ name: "refund_order", spaceId: team.spaceId });
 * new CozeBot("support", { name: "Support", spaceId: team.spaceId, workflowIds: [refund.workflowId] });
 * ```
 *
 * @param args The name of the workflow, and where to look for it.
 * @param opts The account to ask.
 * @returns The workflow, as an output.
 */
export function getWorkflowOutput(
  args: DeepInput<GetWorkflowArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetWorkflowResult> {
  return whenKnown(args, opts, (known: GetWorkflowArgs) => getWorkflow(known, opts));
}

/**
 * Finds a workspace by its name in every run, previews included: one call for every 50 workspaces, however many lookups
 * ask.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_workspace
 *
 * Under `pulumi.runtime.setMocks` it makes no call: the mock's `call` answers for the token `coze:index:getWorkspace`.
 *
 * @example
 * ```ts
 * const { spaceId } = await getWorkspace({ name: "Customer service" });
 * new CozeBot("support", { name: "Support", spaceId });
 * ```
 *
 * @param args The name of the workspace.
 * @param opts The account to ask.
 * @returns The workspace.
 * @throws {@link CozeApiError} if Coze refuses the call; an `Error` if no workspace or several have the name (with the
 * ids), if an argument is malformed, or if the settings are not usable.
 */
export function getWorkspace(args: GetWorkspaceArgs, opts?: LookupOptions): Promise<GetWorkspaceResult> {
  return lookUp("getWorkspace", args, opts);
}

/**
 * Does the same as {@link getWorkspace}, with arguments that may be outputs of resources. A preview makes no call while
 * an argument is unknown.
 *
 * @example
 * ```ts
 * const team = getWorkspaceOutput({ name: "Customer service" });
 * new CozeBot("support", { name: "Support", spaceId: team.spaceId });
 * ```
 *
 * @param args The name of the workspace.
 * @param opts The account to ask.
 * @returns The workspace, as an output.
 */
export function getWorkspaceOutput(
  args: DeepInput<GetWorkspaceArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetWorkspaceResult> {
  return whenKnown(args, opts, (known: GetWorkspaceArgs) => getWorkspace(known, opts));
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
 * @param args The id of the plugin.
 * @param opts The account to ask.
 * @returns The plugin, with its tools.
 * @throws {@link CozeApiError} if Coze refuses the call; an `Error` if an id is malformed or the settings are not
 * usable.
 */
export function getPlugin(args: GetPluginArgs, opts?: LookupOptions): Promise<GetPluginResult> {
  return lookUp("getPlugin", args, opts);
}

/**
 * Does the same as {@link getPlugin}, with arguments that may be outputs of resources. A preview makes no call while an
 * argument is unknown.
 *
 * @example
 * ```ts
 * const staging = new pulumi.StackReference("acme/bots/staging");
 * const search = getPluginOutput({ pluginId: staging.requireOutput("pluginId") });
 * const tools = search.tools;
 * ```
 *
 * @param args The id of the plugin.
 * @param opts The account to ask.
 * @returns The plugin, with its tools, as an output.
 */
export function getPluginOutput(args: DeepInput<GetPluginArgs>, opts?: LookupOptions): pulumi.Output<GetPluginResult> {
  return whenKnown(args, opts, (known: GetPluginArgs) => getPlugin(known, opts));
}
