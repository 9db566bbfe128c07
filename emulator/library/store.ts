import type { PlatformContext } from "../platform";

/** A workflow or a chatflow of a workspace's library. Times are milliseconds by the server's clock. */
export interface WorkflowView {
  id: string;
  spaceId: string;
  name: string;
  description: string;
  mode: "workflow" | "chatflow";
  /** The version that is published; absent for one that never was. */
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

/** The workflows and plugins of the platform: Coze's API reads them, the website makes them. */
export class LibraryStore {
  private workflowsById = new Map<string, WorkflowView>();
  private pluginsById = new Map<string, PluginView>();

  /** @internal */
  constructor(private readonly context: PlatformContext) {}

  /** Oldest first. */
  get workflows(): WorkflowView[] {
    return [...this.workflowsById.values()].map((workflow) => ({ ...workflow }));
  }

  /** Oldest first. */
  get plugins(): PluginView[] {
    return structuredClone([...this.pluginsById.values()]);
  }

  /** The name of a workflow that is there. */
  workflowName(id: string): string | undefined {
    return this.workflowsById.get(id)?.name;
  }

  /** A plugin that is there, not to be changed. */
  plugin(id: string): Readonly<PluginView> | undefined {
    return this.pluginsById.get(id);
  }

  createWorkflow(spaceId: string, workflow: NewWorkflow): string {
    const { name, description = "", mode = "workflow", version, id = this.context.ids.next() } = workflow;
    const now = this.context.now();
    const times = { createdAt: now, updatedAt: now };
    const creatorId = this.context.userId;
    this.workflowsById.set(id, { id, spaceId, name, description, mode, version, creatorId, ...times });
    this.context.events.changed("workflow", "created", id);
    return id;
  }

  deleteWorkflow(id: string): void {
    if (!this.workflowsById.delete(id)) throw new Error(`the emulator has no workflow ${id}`);
    this.context.events.changed("workflow", "deleted", id);
  }

  createPlugin(
    spaceId: string,
    { name, description = "", tools = [], id = this.context.ids.next() }: NewPlugin,
  ): string {
    const complete = (tool: NewTool): PluginTool => {
      return { id: tool.id ?? this.context.ids.next(), name: tool.name, description: tool.description ?? "" };
    };
    const createdAt = this.context.now();
    const plugin = { id, spaceId, name, description, tools: tools.map(complete), createdAt };
    this.pluginsById.set(id, plugin);
    this.context.events.changed("plugin", "created", id);
    return id;
  }

  deletePlugin(id: string): void {
    if (!this.pluginsById.delete(id)) throw new Error(`the emulator has no plugin ${id}`);
    this.context.events.changed("plugin", "deleted", id);
  }

  /** @internal */
  dump(): LibraryState {
    return { workflows: this.workflows, plugins: this.plugins };
  }

  /** @internal */
  load({ workflows, plugins }: LibraryState): void {
    this.workflowsById = new Map(workflows.map((workflow) => [workflow.id, { ...workflow }]));
    this.pluginsById = new Map(structuredClone(plugins).map((plugin) => [plugin.id, plugin]));
  }
}
