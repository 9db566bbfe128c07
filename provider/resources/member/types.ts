/**
 * The role of a user in a workspace. Coze gives each workspace one `owner`, and has no call that changes or removes the
 * owner.
 */
export type WorkspaceRole = "owner" | "admin" | "member";

/** The roles that a call can give. */
export type MemberRole = "admin" | "member";

/** Whether the user is in the workspace (`joined`), or has an open invitation to it (`pending`). */
export type MemberStatus = "joined" | "pending";
