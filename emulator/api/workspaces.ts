import * as z from "zod";
import { parseQuery } from "./parse";
import { integer, pageNumber } from "./query";
import { route, type Route } from "./route";

const HOST = "https://cdn.coze-emulator.invalid";
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
