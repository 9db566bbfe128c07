import { each, isId, isNumber, isObject, isText, isTime, maybe, numberOf, type Numeric } from "./http/answers";

/** A knowledge base in the list of its workspace. */
export interface DatasetItem {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  /** 0: text; 1: tables; 2: images. */
  readonly format?: number;
  readonly iconUrl?: string;
  readonly documentCount?: number;
  readonly ownerUserId?: string;
  /** In Unix seconds, by the server's clock. */
  readonly createTime?: number;
}

/** An item of the list of knowledge bases, as Coze writes it. */
export interface DatasetListEntry {
  dataset_id: string;
  name?: string;
  description?: string;
  format_type?: Numeric;
  icon_url?: string;
  doc_count?: Numeric;
  creator_id?: string;
  create_time?: Numeric;
}

export const isDatasetEntry = isObject({
  dataset_id: isId,
  creator_id: maybe(isId),
  create_time: maybe(isTime),
  ...each(["name", "description", "icon_url"], isText),
  ...each(["format_type", "doc_count"], isNumber),
});

export function toDatasetItem(entry: DatasetListEntry): DatasetItem {
  return {
    id: entry.dataset_id,
    name: entry.name,
    description: entry.description,
    format: numberOf(entry.format_type),
    iconUrl: entry.icon_url,
    documentCount: numberOf(entry.doc_count),
    ownerUserId: entry.creator_id,
    createTime: numberOf(entry.create_time),
  };
}

/** A document as its create or the list of its knowledge base returns it. A create returns mostly zeros besides the id. */
export interface DocumentItem {
  readonly id: string;
  readonly name?: string;
  /** In bytes. */
  readonly size?: number;
  /** 0: being processed; 1: done; 9: failed. */
  readonly status?: number;
  readonly charCount?: number;
  readonly sliceCount?: number;
  /** In Unix seconds, by the server's clock. */
  readonly createTime?: number;
  /** Of a web page. 0: fetched once; 1: fetched again every `updateInterval`. */
  readonly updateType?: number;
  /** In hours. */
  readonly updateInterval?: number;
}

/** An item of the list of documents, as Coze writes it. */
export interface DocumentListEntry {
  document_id: string;
  name?: string;
  size?: Numeric;
  status?: Numeric;
  char_count?: Numeric;
  slice_count?: Numeric;
  create_time?: Numeric;
  update_type?: Numeric;
  update_interval?: Numeric;
}

export const isDocumentEntry = isObject({
  document_id: isId,
  name: maybe(isText),
  create_time: maybe(isTime),
  ...each(["size", "status", "char_count", "slice_count", "update_type", "update_interval"], isNumber),
});

export function toDocumentItem(entry: DocumentListEntry): DocumentItem {
  return {
    id: entry.document_id,
    name: entry.name,
    size: numberOf(entry.size),
    status: numberOf(entry.status),
    charCount: numberOf(entry.char_count),
    sliceCount: numberOf(entry.slice_count),
    createTime: numberOf(entry.create_time),
    updateType: numberOf(entry.update_type),
    updateInterval: numberOf(entry.update_interval),
  };
}

/** How far the processing of a document is. */
export interface DocumentProgress {
  /** As in `DocumentItem`. */
  readonly status?: number;
  readonly percent?: number;
  readonly remainingSeconds?: number;
  /** Why it failed. */
  readonly reason?: string;
  /** In bytes. */
  readonly size?: number;
}

/** A document's progress, as Coze writes it. */
export interface ProgressEntry {
  document_id: string;
  status?: Numeric;
  progress?: Numeric;
  remaining_time?: Numeric;
  status_descript?: string;
  size?: Numeric;
}

export const isProgressEntry = isObject({
  document_id: isId,
  status_descript: maybe(isText),
  ...each(["status", "progress", "remaining_time", "size"], isNumber),
});

export function toProgress(entry: ProgressEntry): DocumentProgress {
  return {
    status: numberOf(entry.status),
    percent: numberOf(entry.progress),
    remainingSeconds: numberOf(entry.remaining_time),
    reason: entry.status_descript,
    size: numberOf(entry.size),
  };
}
