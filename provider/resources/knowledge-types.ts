/** The kind of documents in a knowledge base. */
export type DatasetFormat = "text" | "image";

/**
 * How Coze splits a text into chunks: `chunk_strategy` of Coze's page
 * https://docs.coze.cn/developer_guides/create_knowledge_files
 */
export interface ChunkStrategy {
  /** The separator of chunks: a non-empty text, such as `"\n\n"`. Required. A change **replaces** the document. */
  separator: string;
  /** The longest chunk in tokens: a whole number from 100 to 2000. Required. A change **replaces** the document. */
  maxTokens: number;
  /**
   * Whether Coze reduces repeated spaces, line breaks and tabs to one. A change **replaces** the document.
   *
   * @default false
   */
  removeExtraSpaces?: boolean;
  /**
   * Whether Coze removes web and mail addresses. A change **replaces** the document.
   *
   * @default false
   */
  removeUrlsEmails?: boolean;
}

/**
 * The state of a document on Coze. `"disabled"`: Coze has processed the document, and somebody has switched it off in
 * the console.
 */
export type DocumentStatus = "processing" | "processed" | "failed" | "disabled";
