/** The arguments of `getDataset`: which knowledge base. */
export interface GetDatasetArgs {
  /**
   * The knowledge base's whole name, with the same upper and lower case. Coze's own search would accept a part of the
   * name. Required.
   */
  name: string;
  /**
   * The id of the workspace. Default: `spaceId` of the provider, or the configuration key `coze:spaceId`, else
   * `COZE_SPACE_ID`.
   */
  spaceId?: string;
}

/** The arguments of `getWorkflow`: which workflow. */
export interface GetWorkflowArgs {
  /** The workflow's whole name, with the same upper and lower case. Required. */
  name: string;
  /**
   * The id of the workspace. Default: `spaceId` of the provider, or the configuration key `coze:spaceId`, else
   * `COZE_SPACE_ID`.
   */
  spaceId?: string;
  /** Finds only this kind: `"workflow"` or `"chatflow"`. Default: both kinds. */
  workflowMode?: WorkflowMode;
  /**
   * `"published_online"`: published workflows, which a bot can use; `"unpublished_draft"`: workflows that were never
   * published; `"all"`: both.
   *
   * @default "published_online"
   */
  publishStatus?: WorkflowPublishStatus;
}

/** The arguments of `getWorkspace`: which workspace. */
export interface GetWorkspaceArgs {
  /** The workspace's whole name, with the same upper and lower case. The token's user must be a member. Required. */
  name: string;
}

/** The arguments of `getPlugin`: which plugin. */
export interface GetPluginArgs {
  /**
   * The plugin's id: the number after `plugin` in the address of its page in the console. The number of its page in the
   * store is another one. Required.
   */
  pluginId: string;
}

/**
 * A knowledge base in the list of its workspace.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_dataset
 */
export interface GetDatasetResult {
  /** The knowledge base's id, for `knowledge.datasetIds` of a bot. */
  readonly datasetId: string;
  /** The name that was asked for. */
  readonly name: string;
  /** The workspace that the knowledge base is in. */
  readonly spaceId: string;
  /** The knowledge base's description. */
  readonly description?: string;
  /** The kind of its documents: `"text"`, `"table"` or `"image"`. */
  readonly formatType?: string;
  /** The number of its documents. */
  readonly documentCount?: number;
  /** The address of its icon. It is signed and expires soon. */
  readonly iconUrl?: string;
  /** The Coze user that created it. */
  readonly ownerUserId?: string;
  /** When it was created, in Unix seconds. */
  readonly createTime?: number;
}

/** The kinds of workflows. A `"chatflow"` is made for dialogues. */
export type WorkflowMode = "workflow" | "chatflow";

/** The workflows that Coze lists, by their publication. */
export type WorkflowPublishStatus = "published_online" | "unpublished_draft" | "all";

/**
 * A workflow in the list of its workspace.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_workflow_list
 */
export interface GetWorkflowResult {
  /** The workflow's id, for `workflowIds` of a bot. */
  readonly workflowId: string;
  /** The name that was asked for. */
  readonly name: string;
  /** The workspace that the workflow is in. */
  readonly spaceId: string;
  /** The workflow's description. */
  readonly description?: string;
  /** The address of its icon. It is signed and expires soon. */
  readonly iconUrl?: string;
  /** The app that the workflow belongs to; absent if it belongs to none. */
  readonly appId?: string;
  /** The Coze user that created it. */
  readonly creatorId?: string;
  /** The name of that user. */
  readonly creatorName?: string;
  /** When it was created, in Unix seconds. */
  readonly createdAt?: number;
  /** When it was last changed, in Unix seconds. */
  readonly updatedAt?: number;
}

/**
 * A workspace that the token's user is a member of.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/list_workspace
 */
export interface GetWorkspaceResult {
  /** The workspace's id, for `spaceId` of a resource or of a `CozeProvider`. */
  readonly spaceId: string;
  /** The name that was asked for. */
  readonly name: string;
  /** The workspace's description. */
  readonly description?: string;
  /** The address of its icon. */
  readonly iconUrl?: string;
  /** `"personal"` or `"team"`. */
  readonly workspaceType?: string;
  /** The role of the token's user in the workspace: `"owner"`, `"admin"` or `"member"`. */
  readonly roleType?: string;
  /** The enterprise of the workspace; absent for a personal account. */
  readonly enterpriseId?: string;
  /** The Coze user that owns the workspace. */
  readonly ownerUserId?: string;
}

/** A tool of a plugin. */
export interface PluginTool {
  /** The tool's id, for `plugins[].apiId` of a bot. */
  readonly apiId: string;
  /** The tool's name. */
  readonly name: string;
  /** What the tool does. */
  readonly description?: string;
}

/**
 * A plugin of Coze, of a third party, or of a workspace's library.
 *
 * Coze's page: https://docs.coze.cn/developer_guides/get_plugin
 */
export interface GetPluginResult {
  /** The plugin's id, for `plugins[].pluginId` of a bot. */
  readonly pluginId: string;
  /** The plugin's name. */
  readonly name: string;
  /** Its tools, in Coze's order. */
  readonly tools: PluginTool[];
  /** What the plugin does. */
  readonly description?: string;
  /** The address of its icon. It is signed and expires soon. */
  readonly iconUrl?: string;
  /** Whether bots can call the plugin: `false` for a paid plugin whose terms nobody has accepted. */
  readonly isCallAvailable?: boolean;
}
