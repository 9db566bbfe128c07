import * as z from "zod";

/** When a web page is read again. */
export const updateRule = z
  .object({
    update_type: z.union([z.literal(0), z.literal(1)]).default(0),
    update_interval: z.int().min(24).optional(),
  })
  .refine((rule) => rule.update_type === 0 || rule.update_interval !== undefined, {
    path: ["update_interval"],
    message: "required with update_type 1",
  });

/** How a document is cut into pieces. */
export const chunkStrategy = z
  .object({
    chunk_type: z.union([z.literal(0), z.literal(1)]).default(0),
    separator: z.string().min(1).optional(),
    max_tokens: z.int().min(100).max(2000).optional(),
    remove_extra_spaces: z.boolean().optional(),
    remove_urls_emails: z.boolean().optional(),
    caption_type: z.union([z.literal(0), z.literal(1)]).optional(),
  })
  .refine(({ chunk_type, separator, max_tokens }) => chunk_type === 0 || (separator && max_tokens), {
    path: ["separator"],
    message: "required, with max_tokens, where chunk_type is 1",
  });

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
  /** When Coze has processed it, by the server's clock. */
  readyAt: number;
  /** Why it can't be processed. */
  failure?: string;
  /** The status that the console has set. It wins over the one that follows from the time. */
  status?: { readonly code: number; readonly reason?: string | undefined } | undefined;
  /** By the clock without its skew. Until then lists do not have it. */
  visibleAt: number;
}

/** The text of a document, which may contain the word that makes it fail. */
export function textOf({ name, content }: NewDocument): string {
  if ("bytes" in content) return `${name}\n${content.bytes.toString("utf8")}`;
  return `${name}\n${"webUrl" in content ? content.webUrl : content.fileId}`;
}

export function sizeOf(content: Content): number {
  return "bytes" in content ? content.bytes.length : 1234;
}

/** Coze's statuses of documents. */
export const DOCUMENT_STATUSES: Readonly<Record<number, string>> = {
  0: "processing",
  1: "enabled",
  2: "disabled",
  3: "deleted",
  4: "cut anew",
  5: "refreshing",
  9: "failed",
  1000: "audit failed",
};

export function statusAt({ failure, readyAt, status }: DocumentView, now: number): number {
  if (status) return status.code;
  if (now < readyAt) return 0;
  return failure === undefined ? 1 : 9;
}

/** The reason that comes with a status. */
export function reasonAt(document: DocumentView, now: number): string | undefined {
  if (document.status) return document.status.reason;
  return statusAt(document, now) === 9 ? document.failure : undefined;
}

/** A document as JSON, with bytes as base64. */
export interface DocumentState extends Omit<DocumentView, "content"> {
  content: Exclude<Content, { bytes: Buffer }> | { base64: string; fileType: string };
}

export function dumpDocument({ content, ...rest }: DocumentView): DocumentState {
  if (!("bytes" in content)) return { ...rest, content };
  return { ...rest, content: { base64: content.bytes.toString("base64"), fileType: content.fileType } };
}

export function loadDocument({ content, ...rest }: DocumentState): DocumentView {
  if (!("base64" in content)) return { ...rest, content };
  return { ...rest, content: { bytes: Buffer.from(content.base64, "base64"), fileType: content.fileType } };
}
