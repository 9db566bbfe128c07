import type * as pulumi from "@pulumi/pulumi";
import { CozeResource, ofExisting, type CozeResourceOptions } from "./resource";
import type { MemberRole, MemberStatus, WorkspaceRole } from "../resources/member/types";

/**
 * The inputs of a {@link CozeWorkspaceMember}. The preview checks them and reports all problems at once.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/add_space_member
 */
export interface CozeWorkspaceMemberArgs {
  /**
   * The id of the workspace. Default: `spaceId` of the `CozeProvider`, or the configuration key `coze:spaceId`, else
   * the variable `COZE_SPACE_ID`, as of the create. A change **replaces** the member.
   */
  spaceId?: pulumi.Input<string>;
  /**
   * The UID of the Coze user: 1 to 20 digits, required. The user finds it at the end of the account settings of the
   * Coze console. A change **replaces** the member.
   */
  userId: pulumi.Input<string>;
  /**
   * What the user may do in the workspace: `"admin"` or `"member"`, required. Coze has no call that makes an owner.
   * Updated in place, by a call that Coze's website uses and its pages do not document. A server without this call
   * refuses, and nothing changes.
   */
  role: pulumi.Input<MemberRole>;
}

/**
 * A user in a workspace of Coze.
 *
 * In a workspace of an enterprise the user is a member at once, and must be in the enterprise already. In a workspace
 * of a personal plan Coze sends an invitation: `status` is `"pending"` until a refresh finds the user in the workspace.
 * An invitation is never drift, and its role cannot be changed.
 *
 * **A user who is a member already**, with the declared role, is adopted without a change, and the preview says so. If
 * the user has another role, the preview refuses: declare the role that the user has, run `pulumi up`, and then change
 * it. The owner of a workspace is never adopted, changed or removed.
 *
 * **Deleting the resource removes the user** from the workspace. Coze gives what the user owns there to the workspace's
 * owner. Pulumi's `protect` or `retainOnDelete` keeps the member. Coze has no call that withdraws an invitation, so an
 * invitation stays open, with a warning. A member whom somebody has removed in the console is added again by the next
 * `pulumi up` after a refresh.
 *
 * A preview of new members and a refresh list the members of the workspace once for all of them. A create lists them,
 * too, and again after an addition of the same run. An addition, a change of the role and a removal are one call each.
 * A run without an edit makes none. The token needs the permission points `readMember`, `addMember` and `removeMember`.
 *
 * Errors of operations are one line with Coze's code, its words and the log id. Wrong inputs fail in the preview. Code
 * 702042162: the user is not in the enterprise. Code 702042018: the workspace is full.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/add_space_member,
 * https://docs.coze.cn/developer_guides/list_space_member and https://docs.coze.cn/developer_guides/remove_space_member
 *
 * @remarks In other languages: `coze:WorkspaceMember` in YAML, `pulumi_coze.WorkspaceMember` in Python,
 * `coze.NewWorkspaceMember` in Go, `Pulumi.Coze.WorkspaceMember` in .NET.
 *
 * @example
 * ```ts
 * const li = new CozeWorkspaceMember("li", { userId: "2069720456000", role: "admin" });
 * ```
 */
export class CozeWorkspaceMember extends CozeResource {
  /** The member's workspace. */
  declare readonly spaceId: pulumi.Output<string>;
  /**
   * The id of the workspace, `_`, and the id of the user: the same as `id`, for an import. A preview of a change knows
   * `id`, but not this output.
   */
  declare readonly memberId: pulumi.Output<string>;
  /** The UID of the user. */
  declare readonly userId: pulumi.Output<string>;
  /** The role of the user as declared; after a refresh, the role on Coze, which may be `"owner"`. */
  declare readonly role: pulumi.Output<WorkspaceRole>;
  /** `"joined"`, or `"pending"` until a refresh finds that the user has accepted the invitation. */
  declare readonly status: pulumi.Output<MemberStatus>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args The user, the workspace and the role.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeWorkspaceMemberArgs, opts?: CozeResourceOptions) {
    super("WorkspaceMember", name, { ...args }, OUTPUTS, opts);
  }

  /**
   * Reads a member of a workspace without managing it. Every run lists the members of the workspace once. Fails if the
   * user is not in the workspace, or if the token may not list its members.
   *
   * @param name The name of the resource in the program; unique there.
   * @param id The id of the workspace, `_`, and the UID of the user.
   * @param opts Resource options.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: CozeResourceOptions): CozeWorkspaceMember {
    return new CozeWorkspaceMember(name, {} as CozeWorkspaceMemberArgs, ofExisting("WorkspaceMember", name, id, opts));
  }
}

const OUTPUTS = ["spaceId", "memberId", "userId", "role", "status"];
