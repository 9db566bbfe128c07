import type { Content, DocumentView } from "./document";

/** A document as JSON: bytes are base64. */
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
