import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUp, type LookupOptions, whenKnown } from "./look-up";
import type { GetWorkflowResult, WorkflowMode, WorkflowPublishStatus } from "../../lookup/library-results";

/** Which workflow. */
export interface GetWorkflowArgs {
  /** The workflow's whole name, in its letters. Required. */
  name: string;
  /** The id of the workspace. Default: that of the provider, or the configuration key `coze:spaceId`, else `COZE_SPACE_ID`. */
  spaceId?: string;
  /** `"workflow"` or `"chatflow"`: only those. Default: both. */
  workflowMode?: WorkflowMode;
  /**
   * `"published_online"` (default): published workflows, which a bot can use; `"unpublished_draft"`: those that were never
   * published; `"all"`: both.
   */
  publishStatus?: WorkflowPublishStatus;
}

/**
 * Finds a workflow by its name in every run, previews included: one call for every 30 workflows of the workspace, however
 * many lookups ask.
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
 * @param args Which workflow.
 * @param opts The account to ask.
 * @returns The workflow.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where no or more than one workflow has the name (with
 * the ids), an argument is malformed or the settings are not usable.
 */
export function getWorkflow(args: GetWorkflowArgs, opts?: LookupOptions): Promise<GetWorkflowResult> {
  return lookUp("getWorkflow", args, opts);
}

/**
 * As {@link getWorkflow}, of arguments that may be outputs of resources. A preview makes no call while an argument is
 * unknown.
 *
 * @param args Which workflow.
 * @param opts The account to ask.
 * @returns The workflow, as an output.
 */
export function getWorkflowOutput(
  args: DeepInput<GetWorkflowArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetWorkflowResult> {
  return whenKnown(args, opts, (known: GetWorkflowArgs) => getWorkflow(known, opts));
}
