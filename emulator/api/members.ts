import * as z from "zod";
import { HOST } from "../context";
import { pageOf } from "../faults/lists";
import type { MemberRole } from "../workspaces/members";
import { userName } from "./account";
import { checkSpace } from "./find";
import { integer, invalid, pageNumber, parseBody, parseQuery } from "./parse";
import { ApiError } from "./reply";
import { route, type ApiCall, type Route } from "./route";

const role = z.enum(["admin", "member"]);
const text = z.string().min(1);
const addBody = z.object({
  users: z
    .array(z.object({ user_id: text, role_type: role }))
    .min(1)
    .max(20),
});
const removeBody = z.object({ user_ids: z.array(text).min(1).max(5) });
const roleBody = z.object({ role_type: role });
const listQuery = z.object({ page_num: pageNumber, page_size: integer(1, 50, 20) });

/** Coze's users have long ids. A user with a shorter id does not exist. */
const exists = (userId: string): boolean => /^\d{10,20}$/.test(userId);

function spaceOf(call: ApiCall): string {
  const { workspace_id: spaceId = "" } = call.params;
  checkSpace(call, spaceId);
  return spaceId;
}

function item(userId: string, roleType: MemberRole | "owner"): object {
  return {
    user_id: userId,
    role_type: roleType,
    user_nickname: userName(userId),
    user_unique_name: userName(userId),
    avatar_url: `${HOST}/avatar.png`,
  };
}

/** Adds the user if possible, and returns the name of the list in the answer that the user belongs to. */
function add({ platform }: ApiCall, spaceId: string, userId: string, roleType: MemberRole): string {
  if (!exists(userId)) return "not_exist_user_ids";
  if (userId === platform.userId) return "already_joined_user_ids";
  const before = platform.members.find(spaceId, userId);
  if (before) return before.status === "joined" ? "already_joined_user_ids" : "already_invited_user_ids";
  const { status } = platform.members.add(spaceId, userId, roleType);
  return status === "joined" ? "added_success_user_ids" : "invited_success_user_ids";
}

function remove({ platform }: ApiCall, spaceId: string, userId: string): string {
  if (userId === platform.userId) return "owner_not_support_remove_user_ids";
  if (platform.members.find(spaceId, userId)?.status !== "joined") return "not_in_workspace_user_ids";
  platform.members.remove(spaceId, userId);
  return "removed_success_user_ids";
}

/** The lists of the answer, the empty ones included. */
function sorted(keys: readonly string[], userIds: readonly string[], run: (userId: string) => string): object {
  const lists = Object.fromEntries(keys.map((key): [string, string[]] => [key, []]));
  for (const userId of userIds) lists[run(userId)]?.push(userId);
  return lists;
}

const ADDED = ["added_success", "invited_success", "already_joined", "already_invited", "not_exist"];
const REMOVED = ["removed_success", "not_in_workspace", "owner_not_support_remove"];
const withEnding = (names: readonly string[]): string[] => names.map((name) => `${name}_user_ids`);

export const memberRoutes: Route[] = [
  route("GET", "/v1/workspaces/:workspace_id/members", ["readMember"], (call) => {
    const { page_num: page, page_size: size } = parseQuery(call, listQuery);
    const { platform } = call;
    const spaceId = spaceOf(call);
    const joined = platform.members
      .list()
      .filter((member) => member.spaceId === spaceId && member.status === "joined")
      .filter(({ visibleAt }) => visibleAt <= platform.clock.now());
    const owner = { userId: platform.userId, role: "owner" as const };
    const { items, total } = pageOf([owner, ...joined], { page, size }, ({ userId }) => userId, call.list);
    return { items: items.map(({ userId, role }) => item(userId, role)), total_count: total };
  }),

  route("POST", "/v1/workspaces/:workspace_id/members", ["addMember"], (call) => {
    const { users } = parseBody(call, addBody);
    const spaceId = spaceOf(call);
    const roles = new Map(users.map(({ user_id, role_type }) => [user_id, role_type]));
    const run = (userId: string) => add(call, spaceId, userId, roles.get(userId) ?? "member");
    return sorted(withEnding(ADDED), [...roles.keys()], run);
  }),

  route("DELETE", "/v1/workspaces/:workspace_id/members", ["removeMember"], (call) => {
    const { user_ids } = parseBody(call, removeBody);
    const spaceId = spaceOf(call);
    return sorted(withEnding(REMOVED), user_ids, (userId) => remove(call, spaceId, userId));
  }),

  // No page of Coze documents this call. Its website and its open-source interface have it.
  route("PUT", "/v1/workspaces/:workspace_id/members/:user_id", ["addMember", "removeMember"], (call) => {
    const { role_type } = parseBody(call, roleBody);
    const spaceId = spaceOf(call);
    const { user_id: userId = "" } = call.params;
    if (userId === call.platform.userId) invalid("user_id", "is the owner of the workspace");
    if (call.platform.members.find(spaceId, userId)?.status !== "joined") {
      throw new ApiError(4200, `Requested resource user_id=${userId} does not exist.`);
    }
    call.platform.members.setRole(spaceId, userId, role_type);
    return undefined;
  }),
];
