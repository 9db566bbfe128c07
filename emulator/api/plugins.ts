import { ApiError } from "./api-error";
import { route, type Route } from "./route";

const HOST = "https://cdn.coze-emulator.invalid";

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
