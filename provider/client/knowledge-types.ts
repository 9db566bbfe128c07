/** Request and response bodies of the Coze API for knowledge bases, in its own names. */

/** What both create and update write; an update sets back what it leaves out. */
export interface DatasetBody {
  name: string;
  description?: string;
  file_id?: string;
}

export interface DatasetItem {
  dataset_id: string;
  name?: string;
  description?: string;
  format_type?: number;
  icon_url?: string;
  doc_count?: number;
  creator_id?: string;
  create_time?: number;
}

export interface UpdateRule {
  /** 0: never; 1: automatically. */
  update_type: number;
  /** In hours, at least 24. */
  update_interval: number;
}

export interface ChunkStrategy {
  /** 0: automatic; 1: as the rest says. */
  chunk_type: number;
  separator?: string;
  max_tokens?: number;
  remove_extra_spaces?: boolean;
  remove_urls_emails?: boolean;
  /** Of images. 0: Coze describes it; 1: the caller does. */
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
    };
    update_rule?: UpdateRule;
    caption?: string;
  }[];
}

/** What a create answers with is mostly zeros: only the id is sure to be told. */
export interface DocumentItem {
  document_id: string;
  name?: string;
  size?: number;
  /** 0: being processed; 1: done; 9: failed. */
  status?: number;
  char_count?: number;
  slice_count?: number;
  create_time?: number;
  update_type?: number;
  update_interval?: number;
}

export interface DocumentProgress {
  document_id: string;
  status?: number;
  /** In per cent. */
  progress?: number;
  /** In seconds. */
  remaining_time?: number;
  /** Why it failed. */
  status_descript?: string;
  size?: number;
}
