import * as z from "zod";
import { HOST } from "../context";
import { pageOf } from "../faults/lists";
import type { WorkflowView } from "../library/store";
import { userName } from "./account";
import { checkSpace } from "./find";
import { parseQuery, integer } from "./parse";
import { ApiError } from "./reply";
import { route, type ApiCall, type Route } from "./route";

// Coze answers a missing or wrong parameter with an internal error here, and not with 4000.
const listQuery = z.object({
  workspace_id: z.string().min(1),
  page_num: integer(1, 1_000_000, 0),
  page_size: integer(1, 30, 10),
});
const filterQuery = z.object({
  workflow_mode: z.enum(["workflow", "chatflow"]).optional(),
  app_id: z.string().optional(),
  publish_status: z.enum(["all", "published_online", "unpublished_draft"]).default("published_online"),
});

function basic({ id, name, description, creatorId, createdAt, updatedAt }: WorkflowView): object {
  return {
    workflow_id: id,
    workflow_name: name,
    description,
    icon_url: `${HOST}/workflow.png`,
    app_id: "0",
    // Strings, unlike everywhere else.
    created_at: String(Math.floor(createdAt / 1000)),
    updated_at: String(Math.floor(updatedAt / 1000)),
    creator: { id: creatorId, name: userName(creatorId) },
  };
}

function find({ platform, identity, params }: ApiCall): WorkflowView {
  const { workflow_id = "" } = params;
  const workflow = platform.library.workflows.find(({ id }) => id === workflow_id);
  if (!workflow || !identity.spaces.has(workflow.spaceId)) {
    throw new ApiError(4200, `Requested resource workflow_id=${workflow_id} does not exist.`);
  }
  return workflow;
}

export const workflowRoutes: Route[] = [
  route("GET", "/v1/workflows", ["listWorkflow"], (call) => {
    const page = listQuery.safeParse(call.query);
    if (!page.success) throw new ApiError(5000, "internal server error", 500);
    const { workspace_id, page_num, page_size } = page.data;
    const { workflow_mode, app_id, publish_status } = parseQuery(call, filterQuery);
    checkSpace(call, workspace_id);
    const matching = call.platform.library.workflows.filter(
      ({ spaceId, mode, version }) =>
        spaceId === workspace_id &&
        (workflow_mode === undefined || mode === workflow_mode) &&
        (app_id === undefined || app_id === "0") &&
        (publish_status === "all" || (version !== undefined) === (publish_status === "published_online")),
    );
    const { items, hasMore } = pageOf(matching, { page: page_num, size: page_size }, ({ id }) => id, call.list);
    return { items: items.map(basic), has_more: hasMore };
  }),

  route("GET", "/v1/workflows/:workflow_id", ["getMetaData"], (call) => ({ workflow_detail: basic(find(call)) })),

  route("GET", "/v1/workflows/:workflow_id/versions", ["listVersion"], (call) => {
    const { version, creatorId, updatedAt } = find(call);
    const creator = { id: creatorId, name: userName(creatorId) };
    const items = version === undefined ? [] : [{ version, description: "", created_at: String(updatedAt), creator }];
    return { items, has_more: false };
  }),
];

export const pluginRoutes: Route[] = [
  route("GET", "/v1/plugins/:plugin_id", ["Plugin.getPlugin"], ({ platform, identity, params }) => {
    const { plugin_id = "" } = params;
    const plugin = platform.library.plugin(plugin_id);
    if (!plugin || !identity.spaces.has(plugin.spaceId)) {
      throw new ApiError(4200, `Requested resource plugin_id=${plugin_id} does not exist.`);
    }
    const { id, name, description, tools, createdAt } = plugin;
    const seconds = Math.floor(createdAt / 1000);
    const server = {
      url: `https://mcp.coze.cn/v1/plugins/${id}`,
      headers: { Authorization: "Bearer ${COZE_API_TOKEN}" },
    };
    return {
      plugin_id: id,
      name,
      name_for_model: name,
      description,
      icon_url: `${HOST}/plugin.png`,
      is_call_available: true,
      created_at: seconds,
      updated_at: seconds,
      tools: tools.map((tool) => ({
        tool_id: tool.id,
        name: tool.name,
        description: tool.description,
        inputSchema: { type: "object", properties: {} },
        outputSchema: { type: "object", properties: {} },
      })),
      mcp_json: JSON.stringify({ mcpServers: { [`coze_plugin_${name}`]: server } }),
    };
  }),
];
