import { Collection } from "../collection";
import type { Context } from "../context";

/** A workflow or a chatflow of a workspace's library. Times are milliseconds by the server's clock. */
export interface WorkflowView {
  id: string;
  spaceId: string;
  name: string;
  description: string;
  mode: "workflow" | "chatflow";
  /** The published version. Absent if the workflow was never published. */
  version?: string | undefined;
  creatorId: string;
  createdAt: number;
  updatedAt: number;
}

interface PluginTool {
  id: string;
  name: string;
  description: string;
}

/** A plugin of a workspace's library. */
export interface PluginView {
  id: string;
  spaceId: string;
  name: string;
  description: string;
  tools: PluginTool[];
  createdAt: number;
}

type Optional<T, K extends keyof T> = Omit<T, K> & { [P in K]?: T[P] | undefined };
export type NewWorkflow = Optional<
  Pick<WorkflowView, "id" | "name" | "description" | "mode" | "version">,
  "id" | "description" | "mode"
>;
type NewTool = Optional<PluginTool, "id" | "description">;
export interface NewPlugin {
  id?: string | undefined;
  name: string;
  description?: string | undefined;
  tools?: NewTool[] | undefined;
}

export interface LibraryState {
  workflows: WorkflowView[];
  plugins: PluginView[];
}

/** The workflows and plugins of the platform. Coze's API reads them; people create them on the website. */
export class LibraryStore {
  private readonly allWorkflows: Collection<WorkflowView>;
  private readonly allPlugins: Collection<PluginView>;

  /** @internal */
  constructor(private readonly context: Context) {
    this.allWorkflows = new Collection("workflow", context);
    this.allPlugins = new Collection("plugin", context);
  }

  /** Oldest first. */
  get workflows(): WorkflowView[] {
    return this.allWorkflows.copies();
  }

  /** Oldest first. */
  get plugins(): PluginView[] {
    return structuredClone(this.allPlugins.list());
  }

  /** The name of a workflow. Undefined if it does not exist. */
  workflowName(id: string): string | undefined {
    return this.allWorkflows.find(id)?.name;
  }

  /** A plugin, not to be changed. Undefined if it does not exist. */
  plugin(id: string): Readonly<PluginView> | undefined {
    return this.allPlugins.find(id);
  }

  createWorkflow(spaceId: string, workflow: NewWorkflow): string {
    const { name, description = "", mode = "workflow", version, id = this.context.ids.next() } = workflow;
    const now = this.context.now();
    const times = { createdAt: now, updatedAt: now };
    const creatorId = this.context.userId;
    return this.allWorkflows.add({ id, spaceId, name, description, mode, version, creatorId, ...times }).id;
  }

  deleteWorkflow(id: string): void {
    this.allWorkflows.delete(id);
  }

  createPlugin(
    spaceId: string,
    { name, description = "", tools = [], id = this.context.ids.next() }: NewPlugin,
  ): string {
    const complete = (tool: NewTool): PluginTool => {
      return { id: tool.id ?? this.context.ids.next(), name: tool.name, description: tool.description ?? "" };
    };
    const createdAt = this.context.now();
    return this.allPlugins.add({ id, spaceId, name, description, tools: tools.map(complete), createdAt }).id;
  }

  deletePlugin(id: string): void {
    this.allPlugins.delete(id);
  }

  /** @internal */
  dump(): LibraryState {
    return { workflows: this.workflows, plugins: this.plugins };
  }

  /** @internal */
  load({ workflows, plugins }: LibraryState): void {
    this.allWorkflows.load(workflows);
    this.allPlugins.load(plugins);
  }
}
