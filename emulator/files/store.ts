import type { PlatformContext } from "../platform";

/** An uploaded file, as `files` lists it. Times are milliseconds by the server's clock. */
export interface FileView {
  id: string;
  /** Nobody else can see it. */
  userId: string;
  fileName: string;
  bytes: number;
  sha256: string;
  createdAt: number;
}

/** All uploaded files of the platform. */
export class FileStore {
  private files = new Map<string, FileView>();

  constructor(private readonly context: PlatformContext) {}

  add(file: Omit<FileView, "id" | "createdAt"> & { id?: string | undefined }): FileView {
    const { id = this.context.ids.next(), ...rest } = file;
    const added = { id, createdAt: this.context.now(), ...rest };
    this.files.set(id, added);
    this.context.events.changed("file", "created", id);
    return added;
  }

  find(id: string): FileView | undefined {
    return this.files.get(id);
  }

  /** What Coze does by itself after three months. */
  expire(id: string): void {
    if (!this.files.delete(id)) throw new Error(`the emulator has no file ${id}`);
    this.context.events.changed("file", "expired", id);
  }

  dump(): FileView[] {
    return this.list();
  }

  load(files: FileView[]): void {
    this.files = new Map(files.map((file) => [file.id, { ...file }]));
  }

  /** Oldest first. */
  list(): FileView[] {
    return [...this.files.values()].map((file) => ({ ...file }));
  }
}
