import type { Ids } from "../ids";

/** An uploaded file as the tests see it. Times are milliseconds by the server's clock. */
export interface FileView {
  id: string;
  /** Nobody else can see it. */
  userId: string;
  fileName: string;
  bytes: number;
  sha256: string;
  createdAt: number;
}

interface StoreContext {
  readonly ids: Ids;
  /** Milliseconds by the server's clock. */
  now(): number;
}

/** All uploaded files of the platform. */
export class FileStore {
  private readonly files = new Map<string, FileView>();

  constructor(private readonly context: StoreContext) {}

  add(file: Omit<FileView, "id" | "createdAt">): FileView {
    const added = { id: this.context.ids.next(), createdAt: this.context.now(), ...file };
    this.files.set(added.id, added);
    return added;
  }

  find(id: string): FileView | undefined {
    return this.files.get(id);
  }

  /** What Coze does by itself after three months. */
  expire(id: string): void {
    if (!this.files.delete(id)) throw new Error(`the emulator has no file ${id}`);
  }

  /** Oldest first. */
  list(): FileView[] {
    return [...this.files.values()].map((file) => ({ ...file }));
  }
}
