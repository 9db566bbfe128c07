import { Collection } from "../collection";
import type { Context } from "../context";

/** An uploaded file, as `files` lists it. Times are milliseconds by the server's clock. */
export interface FileView {
  id: string;
  /** The only user who can see it. */
  userId: string;
  fileName: string;
  bytes: number;
  sha256: string;
  createdAt: number;
}

export class FileStore {
  private readonly files: Collection<FileView>;

  constructor(private readonly context: Pick<Context, "ids" | "events" | "now">) {
    this.files = new Collection("file", context);
  }

  add({ id = this.context.ids.next(), ...rest }: Omit<FileView, "id" | "createdAt"> & { id?: string | undefined }) {
    return this.files.add({ id, createdAt: this.context.now(), ...rest });
  }

  find(id: string): FileView | undefined {
    return this.files.find(id);
  }

  /** Removes a file, as Coze does by itself after three months. */
  expire(id: string): void {
    this.files.delete(id, "expired");
  }

  /** Oldest first. */
  list(): FileView[] {
    return this.files.copies();
  }

  load(files: readonly FileView[]): void {
    this.files.load(files);
  }
}
