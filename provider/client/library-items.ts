import {
  each,
  isBoolean,
  isId,
  isListOf,
  isObject,
  isText,
  isTime,
  maybe,
  numberOf,
  type Numeric,
} from "./http/answers";
import type { BotInfo } from "./bot-types";

/** A workflow in the list of its workspace. */
export interface WorkflowItem {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly iconUrl?: string;
  /** The app that the workflow belongs to; absent where it belongs to none. */
  readonly appId?: string;
  readonly creatorId?: string;
  readonly creatorName?: string;
  /** In Unix seconds, by the server's clock. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

/** An item of the list of workflows, as Coze writes it: its times are texts. */
export interface WorkflowListEntry {
  workflow_id: string;
  workflow_name?: string;
  description?: string;
  icon_url?: string;
  app_id?: string;
  creator?: { id?: string; name?: string };
  created_at?: Numeric;
  updated_at?: Numeric;
}

export const isWorkflowEntry = isObject({
  workflow_id: isId,
  app_id: maybe(isId),
  ...each(["workflow_name", "description", "icon_url"], isText),
  ...each(["created_at", "updated_at"], isTime),
  creator: maybe(isObject(each(["id", "name"], isText))),
});

const NO_APP = "0";

export function toWorkflow(entry: WorkflowListEntry): WorkflowItem {
  return {
    id: entry.workflow_id,
    name: entry.workflow_name,
    description: entry.description,
    iconUrl: entry.icon_url,
    appId: entry.app_id === NO_APP ? undefined : entry.app_id,
    creatorId: entry.creator?.id,
    creatorName: entry.creator?.name,
    createdAt: numberOf(entry.created_at),
    updatedAt: numberOf(entry.updated_at),
  };
}

/** A workspace that the token's user is a member of. */
export interface WorkspaceItem {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly iconUrl?: string;
  /** `personal` or `team`. */
  readonly workspaceType?: string;
  /** `owner`, `admin` or `member`. */
  readonly roleType?: string;
  /** Absent for a personal account. */
  readonly enterpriseId?: string;
  readonly ownerUserId?: string;
}

/** An item of the list of workspaces, as Coze writes it. */
export interface WorkspaceListEntry {
  id: string;
  name?: string;
  description?: string;
  icon_url?: string;
  workspace_type?: string;
  role_type?: string;
  enterprise_id?: string;
  owner_uid?: string;
}

export const isWorkspaceEntry = isObject({
  id: isId,
  ...each(["enterprise_id", "owner_uid"], isId),
  ...each(["name", "description", "icon_url", "workspace_type", "role_type"], isText),
});

export function toWorkspace(entry: WorkspaceListEntry): WorkspaceItem {
  return {
    id: entry.id,
    name: entry.name,
    description: entry.description,
    iconUrl: entry.icon_url,
    workspaceType: entry.workspace_type,
    roleType: entry.role_type,
    enterpriseId: entry.enterprise_id === "" ? undefined : entry.enterprise_id,
    ownerUserId: entry.owner_uid,
  };
}

/** A plugin and its tools. */
export interface PluginInfo {
  readonly name: string;
  readonly description?: string;
  readonly iconUrl?: string;
  /** `false`: a paid plugin whose terms nobody has accepted. */
  readonly isCallAvailable?: boolean;
  readonly tools: readonly { readonly id: string; readonly name: string; readonly description?: string }[];
}

/** A plugin, as Coze writes it. */
export interface PluginEntry {
  name?: string;
  description?: string;
  icon_url?: string;
  is_call_available?: boolean;
  tools: { tool_id: string; name?: string; description?: string }[];
}

export const isPluginEntry = isObject({
  ...each(["name", "description", "icon_url"], isText),
  is_call_available: maybe(isBoolean),
  tools: isListOf(isObject({ tool_id: isId, ...each(["name", "description"], isText) })),
});

export function toPlugin({ tools, ...entry }: PluginEntry): PluginInfo {
  return {
    name: entry.name ?? "",
    description: entry.description,
    iconUrl: entry.icon_url,
    isCallAvailable: entry.is_call_available,
    tools: tools.map(({ tool_id: id, name = "", description }) => ({ id, name, description })),
  };
}

/** A draft may give every tool this id. */
const NO_TOOL = "0";

/** The plugins as the reads of bots describe them, by their ids, with the tools that these bots use. */
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
