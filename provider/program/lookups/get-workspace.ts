import type * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../resource";
import { lookUp, type LookupOptions, whenKnown } from "./look-up";
import type { GetWorkspaceResult } from "../../lookup/library-results";

/** Which workspace. */
export interface GetWorkspaceArgs {
  /** The workspace's whole name, in its letters. The token's user must be a member. Required. */
  name: string;
}

/**
 * Finds a workspace by its name in every run, previews included: one call for every 50 workspaces, however many lookups ask.
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
 * @param args Which workspace.
 * @param opts The account to ask.
 * @returns The workspace.
 * @throws {@link CozeApiError} where Coze refuses the call; an `Error` where no or more than one workspace has the name
 * (with the ids), an argument is malformed or the settings are not usable.
 */
export function getWorkspace(args: GetWorkspaceArgs, opts?: LookupOptions): Promise<GetWorkspaceResult> {
  return lookUp("getWorkspace", args, opts);
}

/**
 * As {@link getWorkspace}, of arguments that may be outputs of resources. A preview makes no call while an argument is
 * unknown.
 *
 * @param args Which workspace.
 * @param opts The account to ask.
 * @returns The workspace, as an output.
 */
export function getWorkspaceOutput(
  args: DeepInput<GetWorkspaceArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetWorkspaceResult> {
  return whenKnown(args, opts, (known: GetWorkspaceArgs) => getWorkspace(known, opts));
}
