import type { BotInfo } from "./bot-types";
import type { Caller } from "./http/call";
import { OPERATIONS } from "./http/operation";
import { readPages } from "./http/pages";
import * as z from "./http/schema";

const NO_APP = "0";

/** A workflow in the list of its workspace. */
export const workflow = z.as(
  z.object({
    workflow_id: z.id,
    workflow_name: z.maybe(z.text()),
    description: z.maybe(z.text()),
    icon_url: z.maybe(z.text()),
    app_id: z.maybe(z.id),
    creator: z.maybe(z.object({ id: z.maybe(z.text()), name: z.maybe(z.text()) })),
    created_at: z.maybe(z.time),
    updated_at: z.maybe(z.time),
  }),
  ({ description, creator, ...entry }) => ({
    id: entry.workflow_id,
    name: entry.workflow_name,
    description,
    iconUrl: entry.icon_url,
    appId: entry.app_id === NO_APP ? undefined : entry.app_id,
    creatorId: creator?.id,
    creatorName: creator?.name,
    createdAt: entry.created_at,
    updatedAt: entry.updated_at,
  }),
);

/** A workspace that the token's user is a member of. */
export const workspace = z.as(
  z.object({
    id: z.id,
    name: z.maybe(z.text()),
    description: z.maybe(z.text()),
    icon_url: z.maybe(z.text()),
    /** `personal` or `team`. */
    workspace_type: z.maybe(z.text()),
    /** `owner`, `admin` or `member`. */
    role_type: z.maybe(z.text()),
    /** Empty for a personal account. */
    enterprise_id: z.maybe(z.id),
    owner_uid: z.maybe(z.id),
  }),
  ({ id, name, description, ...entry }) => ({
    id,
    name,
    description,
    iconUrl: entry.icon_url,
    workspaceType: entry.workspace_type,
    roleType: entry.role_type,
    enterpriseId: entry.enterprise_id === "" ? undefined : entry.enterprise_id,
    ownerUserId: entry.owner_uid,
  }),
);

const tool = z.as(
  z.object({ tool_id: z.id, name: z.maybe(z.text()), description: z.maybe(z.text()) }),
  ({ tool_id: id, name = "", description }) => ({ id, name, description }),
);

/** A plugin and its tools. */
export const plugin = z.as(
  z.object({
    name: z.maybe(z.text()),
    description: z.maybe(z.text()),
    icon_url: z.maybe(z.text()),
    /** `false` for a paid plugin whose terms nobody has accepted. */
    is_call_available: z.maybe(z.boolean()),
    tools: z.array(tool),
  }),
  ({ name = "", description, icon_url: iconUrl, is_call_available: isCallAvailable, tools }) => ({
    name,
    description,
    iconUrl,
    isCallAvailable,
    tools,
  }),
);
export type PluginInfo = Pick<z.Output<typeof plugin>, "name" | "description" | "tools">;

/** The largest page that Coze allows. Coze answers a larger page with HTTP 500, and also a call without `page_num`. */
const WORKFLOWS_PAGE_SIZE = 30;
/** The largest page that Coze allows. */
const WORKSPACES_PAGE_SIZE = 50;

/** Selects workflows of a workspace. */
export interface WorkflowFilter {
  readonly workflowMode?: string | undefined;
  readonly publishStatus: string;
}

/** The endpoints of a workspace's library, typed: the objects that bots refer to by ids. */
export class LibraryApi {
  constructor(private readonly caller: Caller) {}

  /** `GET /v1/workflows`: every page. */
  async listWorkflows(
    spaceId: string,
    { workflowMode, publishStatus }: WorkflowFilter,
  ): Promise<z.Output<typeof workflow>[]> {
    const what = `the workflows of workspace ${spaceId}`;
    return readPages(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listWorkflows,
        subject: what,
        path: "/v1/workflows",
        query: {
          workspace_id: spaceId,
          workflow_mode: workflowMode,
          publish_status: publishStatus,
          page_num: page,
          page_size: WORKFLOWS_PAGE_SIZE,
        },
      }),
      what,
      answer: z.as(
        z.object({ items: z.array(workflow), has_more: z.maybe(z.boolean()) }),
        ({ items, has_more: more }) => ({ items, more }),
      ),
      id: ({ id }) => id,
      size: WORKFLOWS_PAGE_SIZE,
    });
  }

  /** `GET /v1/workspaces`: every page. */
  async listWorkspaces(): Promise<z.Output<typeof workspace>[]> {
    const what = "the workspaces of the token's user";
    return readPages(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listWorkspaces,
        subject: what,
        path: "/v1/workspaces",
        query: { page_num: page, page_size: WORKSPACES_PAGE_SIZE },
      }),
      what,
      answer: z.as(
        z.object({ workspaces: z.array(workspace), total_count: z.maybe(z.number) }),
        ({ workspaces: items, total_count: total }) => ({ items, total }),
      ),
      id: ({ id }) => id,
      size: WORKSPACES_PAGE_SIZE,
    });
  }

  /** `GET /v1/plugins/:plugin_id`. No call lists the plugins of a workspace. */
  async readPlugin(pluginId: string): Promise<z.Output<typeof plugin>> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readPlugin,
      subject: `plugin ${pluginId}`,
      path: `/v1/plugins/${encodeURIComponent(pluginId)}`,
      answer: plugin,
    });
    return answer.data;
  }
}

/** Some drafts have this id for every tool, so it identifies none. */
const NO_TOOL = "0";

/** The plugins that the bots use, by their ids, with the tools that these bots use. */
export function pluginsOf(bots: readonly BotInfo[]): Map<string, PluginInfo> {
  const plugins = new Map<string, PluginInfo>();
  for (const entry of bots.flatMap((bot) => bot.plugin_info_list ?? [])) {
    const before = plugins.get(entry.plugin_id)?.tools ?? [];
    const tools = (entry.api_info_list ?? [])
      .filter(({ api_id: id }) => id !== NO_TOOL && !before.some((tool) => tool.id === id))
      .map(({ api_id: id, name = "", description }) => ({ id, name, description }));
    const { name = "", description } = entry;
    plugins.set(entry.plugin_id, { name, description, tools: [...before, ...tools] });
  }
  return plugins;
}
