export interface UpdateRule {
  update_type: number;
  update_interval: number;
}

interface ChunkStrategy {
  chunk_type: number;
  separator?: string | undefined;
  max_tokens?: number | undefined;
  remove_extra_spaces?: boolean | undefined;
  remove_urls_emails?: boolean | undefined;
  caption_type?: number | undefined;
}

/** The content: the bytes of a file, the address of a page, or the id of an uploaded image. */
export type Content =
  { readonly bytes: Buffer; readonly fileType: string } | { readonly webUrl: string } | { readonly fileId: string };

export interface NewDocument {
  name: string;
  content: Content;
  chunkStrategy?: ChunkStrategy;
  updateRule?: UpdateRule | undefined;
}

/** A document, as `knowledge.documents` lists it. Times are milliseconds by the server's clock. */
export interface DocumentView extends Required<Omit<NewDocument, "updateRule">> {
  id: string;
  datasetId: string;
  updateRule: UpdateRule;
  caption: string;
  createdAt: number;
  updatedAt: number;
  /** When it is processed, by the server's clock. */
  readyAt: number;
  /** Why it can't be processed. */
  failure?: string;
  /** By the clock without its skew; until then lists don't have it. */
  visibleAt: number;
}

/** The text of a document, which may hold the word that makes it fail. */
export function textOf({ name, content }: NewDocument): string {
  if ("bytes" in content) return `${name}\n${content.bytes.toString("utf8")}`;
  return `${name}\n${"webUrl" in content ? content.webUrl : content.fileId}`;
}

export function sizeOf(content: Content): number {
  return "bytes" in content ? content.bytes.length : 1234;
}

export function statusAt({ failure, readyAt }: DocumentView, now: number): 0 | 1 | 9 {
  if (now < readyAt) return 0;
  return failure === undefined ? 1 : 9;
}
