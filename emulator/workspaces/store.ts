import type { PlatformContext } from "../platform";

export interface WorkspaceView {
  id: string;
  name: string;
}

/** The workspaces of the platform. Each token knows which of them it can use. */
export class WorkspaceStore {
  private workspaces = new Map<string, WorkspaceView>();

  constructor(private readonly context: PlatformContext) {}

  add(name = `Workspace ${this.workspaces.size + 1}`, id = this.context.ids.next()): string {
    this.workspaces.set(id, { id, name });
    this.context.events.changed("workspace", "created", id);
    return id;
  }

  /** Oldest first. */
  list(): WorkspaceView[] {
    return [...this.workspaces.values()];
  }

  dump(): WorkspaceView[] {
    return this.list();
  }

  load(workspaces: WorkspaceView[]): void {
    this.workspaces = new Map(workspaces.map((workspace) => [workspace.id, { ...workspace }]));
  }
}
