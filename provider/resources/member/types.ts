/**
 * What a user may do in a workspace. Coze gives each workspace one `owner` by itself, and has no call that changes or
 * removes it.
 */
export type WorkspaceRole = "owner" | "admin" | "member";

/** The roles that a call can give. */
export type MemberRole = "admin" | "member";

/** Whether the user is in the workspace (`joined`), or has an open invitation to it (`pending`). */
export type MemberStatus = "joined" | "pending";
