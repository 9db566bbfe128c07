/** Request and response bodies of the Coze API for knowledge bases, in its own names. */

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
  /** For images. 0: Coze writes the caption; 1: the caller does. */
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
