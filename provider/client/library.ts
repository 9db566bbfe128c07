import type { Caller } from "./http/call";
import { OPERATIONS } from "./http/operation";
import { readPages } from "./http/pages";
import {
  isPluginEntry,
  isWorkflowEntry,
  isWorkspaceEntry,
  toPlugin,
  toWorkflow,
  toWorkspace,
  type PluginEntry,
  type PluginInfo,
  type WorkflowItem,
  type WorkflowListEntry,
  type WorkspaceItem,
  type WorkspaceListEntry,
} from "./library-items";

/** The largest page that Coze allows. A larger one is answered with HTTP 500, as is a call without `page_num`. */
const WORKFLOWS_PAGE_SIZE = 30;
/** The largest page that Coze allows. */
const WORKSPACES_PAGE_SIZE = 50;

/** Which workflows of a workspace. */
export interface WorkflowFilter {
  readonly workflowMode?: string | undefined;
  readonly publishStatus: string;
}

/** The endpoints of a workspace's library, typed: what bots refer to by ids. */
export class LibraryApi {
  constructor(private readonly caller: Caller) {}

  /** `GET /v1/workflows`: every page. */
  async listWorkflows(spaceId: string, { workflowMode, publishStatus }: WorkflowFilter): Promise<WorkflowItem[]> {
    const what = `the workflows of workspace ${spaceId}`;
    const entries = await readPages<WorkflowListEntry>(this.caller, {
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
      items: "items",
      id: "workflow_id",
      isItem: isWorkflowEntry,
      size: WORKFLOWS_PAGE_SIZE,
      end: { more: "has_more" },
    });
    return entries.map(toWorkflow);
  }

  /** `GET /v1/workspaces`: every page. */
  async listWorkspaces(): Promise<WorkspaceItem[]> {
    const what = "the workspaces of the token's user";
    const entries = await readPages<WorkspaceListEntry>(this.caller, {
      call: (page) => ({
        operation: OPERATIONS.listWorkspaces,
        subject: what,
        path: "/v1/workspaces",
        query: { page_num: page, page_size: WORKSPACES_PAGE_SIZE },
      }),
      what,
      items: "workspaces",
      id: "id",
      isItem: isWorkspaceEntry,
      size: WORKSPACES_PAGE_SIZE,
      end: { total: "total_count" },
    });
    return entries.map(toWorkspace);
  }

  /** `GET /v1/plugins/:plugin_id`. No call lists the plugins of a workspace. */
  async readPlugin(pluginId: string): Promise<PluginInfo> {
    const answer = await this.caller.call({
      operation: OPERATIONS.readPlugin,
      subject: `plugin ${pluginId}`,
      path: `/v1/plugins/${encodeURIComponent(pluginId)}`,
      expects: isPluginEntry,
    });
    return toPlugin(answer.data as PluginEntry);
  }
}
