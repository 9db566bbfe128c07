/** The bodies and the answers of the knowledge-base endpoints, with Coze's names. */

import * as z from "./http/schema";

/** The body of create and update. An update resets the fields that it leaves out. */
export interface DatasetBody {
  name: string;
  description?: string;
  file_id?: string;
}

export interface UpdateRule {
  /** 0: never; 1: automatically. */
  update_type: number;
  /** In hours, at least 24. */
  update_interval: number;
}

export interface ChunkStrategy {
  /** 0: automatic; 1: by the other fields. */
  chunk_type: number;
  separator?: string;
  max_tokens?: number;
  remove_extra_spaces?: boolean;
  remove_urls_emails?: boolean;
  /** For images. 0: Coze writes the caption; 1: the caller writes it. */
  caption_type?: number;
}

export interface NewDocument {
  dataset_id: string;
  /** 0: text; 2: images. */
  format_type: number;
  chunk_strategy: ChunkStrategy;
  document_bases: {
    name: string;
    source_info: {
      /** 0: the bytes; 1: a web page; 5: an uploaded file. */
      document_source: number;
      file_base64?: string;
      file_type?: string;
      web_url?: string;
      source_file_id?: string;
      /** An uploaded file, for Coze Studio. */
      tos_uri?: string;
    };
    update_rule?: UpdateRule;
    caption?: string;
  }[];
}

/** A knowledge base in the list of its workspace. */
export const dataset = z.as(
  z.object({
    dataset_id: z.id,
    name: z.maybe(z.text()),
    description: z.maybe(z.text()),
    /** 0: text; 1: tables; 2: images. */
    format_type: z.maybe(z.number),
    icon_url: z.maybe(z.text()),
    doc_count: z.maybe(z.number),
    creator_id: z.maybe(z.id),
    create_time: z.maybe(z.time),
  }),
  ({ name, description, ...entry }) => ({
    id: entry.dataset_id,
    name,
    description,
    format: entry.format_type,
    iconUrl: entry.icon_url,
    documentCount: entry.doc_count,
    ownerUserId: entry.creator_id,
    createTime: entry.create_time,
  }),
);
export type DatasetItem = z.Item<typeof dataset>;

/**
 * A document, from its create or from the list of its knowledge base. A create returns the id, and mostly zeros beside
 * it.
 */
export const document = z.as(
  z.object({
    document_id: z.id,
    name: z.maybe(z.text()),
    /** In bytes. */
    size: z.maybe(z.number),
    /** 0: being processed; 1: done; 9: failed. */
    status: z.maybe(z.number),
    char_count: z.maybe(z.number),
    slice_count: z.maybe(z.number),
    create_time: z.maybe(z.time),
    /** For a web page. 0: fetched once; 1: fetched again every `update_interval`. */
    update_type: z.maybe(z.number),
    /** In hours. */
    update_interval: z.maybe(z.number),
  }),
  ({ name, size, status, ...entry }) => ({
    id: entry.document_id,
    name,
    size,
    status,
    charCount: entry.char_count,
    sliceCount: entry.slice_count,
    createTime: entry.create_time,
    updateType: entry.update_type,
    updateInterval: entry.update_interval,
  }),
);
export type DocumentItem = z.Item<typeof document>;

/** The progress of processing a document. */
export const progress = z.as(
  z.object({
    document_id: z.id,
    /** The same numbers as `status` of a document. */
    status: z.maybe(z.number),
    /** In percent. */
    progress: z.maybe(z.number),
    /** In seconds. */
    remaining_time: z.maybe(z.number),
    /** The reason of a failure. */
    status_descript: z.maybe(z.text()),
    /** In bytes. */
    size: z.maybe(z.number),
  }),
  ({ status, size, ...entry }) => ({
    id: entry.document_id,
    status,
    percent: entry.progress,
    remainingSeconds: entry.remaining_time,
    reason: entry.status_descript,
    size,
  }),
);
export type DocumentProgress = Partial<z.Output<typeof progress>>;
