import { Collection } from "../collection";
import type { Context } from "../context";

export interface WorkspaceView {
  id: string;
  name: string;
}

/** The workspaces of the platform. Each token has a list of those that it can use. */
export class WorkspaceStore {
  private readonly workspaces: Collection<WorkspaceView>;

  constructor(private readonly context: Pick<Context, "ids" | "events">) {
    this.workspaces = new Collection("workspace", context);
  }

  add(name = `Workspace ${this.workspaces.size + 1}`, id = this.context.ids.next()): string {
    return this.workspaces.add({ id, name }).id;
  }

  /** Oldest first. */
  list(): WorkspaceView[] {
    return this.workspaces.copies();
  }

  load(workspaces: readonly WorkspaceView[]): void {
    this.workspaces.load(workspaces);
  }
}
