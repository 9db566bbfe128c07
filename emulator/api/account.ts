import * as z from "zod";
import { HOST } from "../context";
import { parseQuery, integer, pageNumber } from "./parse";
import { route, type Route } from "./route";

export function userName(userId: string): string {
  return `user${userId.slice(-6)}`;
}

export const userRoutes: Route[] = [
  route("GET", "/v1/users/me", [], ({ identity: { userId } }) => ({
    user_id: userId,
    user_name: userName(userId),
    nick_name: userName(userId),
    avatar_url: `${HOST}/avatar.png`,
  })),
];

const listQuery = z.object({ page_num: pageNumber, page_size: integer(1, 50, 20) });

export const workspaceRoutes: Route[] = [
  route("GET", "/v1/workspaces", ["listWorkspace"], (call) => {
    const { page_num, page_size } = parseQuery(call, listQuery);
    const { platform, identity } = call;
    const joined = platform.workspaces.list().filter(({ id }) => identity.spaces.has(id));
    const workspaces = joined.slice((page_num - 1) * page_size, page_num * page_size).map(({ id, name }) => ({
      id,
      name,
      icon_url: `${HOST}/team.png`,
      role_type: identity.userId === platform.userId ? "owner" : "member",
      workspace_type: "team",
      enterprise_id: "",
      owner_uid: platform.userId,
      admin_uids: [],
      description: "",
      joined_status: "joined",
    }));
    return { workspaces, total_count: joined.length };
  }),
];
