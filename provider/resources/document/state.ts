import { differ } from "../../values/differ";
import { MOCKED_TIME, stateForm, type Recorded } from "../state";
import { CONTENT, type CheckedDocument, type DocumentInputs } from "./inputs";
import type { DocumentStatus } from "../knowledge-types";
import type { DocumentItem, DocumentProgress } from "../../client/knowledge-types";
import type { ChunkStrategy, NewDocument, UpdateRule } from "../../client/knowledge-types";

/** The outputs of a document that only Coze has. The size is in bytes, the time in Unix seconds. */
export type DocumentComputed = {
  readonly charCount?: number | undefined;
  readonly sliceCount?: number | undefined;
  readonly size?: number | undefined;
  readonly status?: DocumentStatus | undefined;
  readonly createTime?: number | undefined;
};

export type DocumentOutputs = Recorded<CheckedDocument, DocumentComputed, "documentId">;

export const { outputs, inputsOf, computedOf, computed } = stateForm<CheckedDocument, DocumentComputed, "documentId">(
  "documentId",
  {
    charCount: undefined,
    sliceCount: undefined,
    size: undefined,
    status: "processed",
    createTime: MOCKED_TIME,
  },
);

/** The inputs without their content. A failed document then differs from the program, so the next `up` replaces it. */
export function withoutContent(inputs: CheckedDocument): CheckedDocument {
  const isContent = (key: string): boolean => (CONTENT as readonly string[]).includes(key);
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !isContent(key))) as CheckedDocument;
}

const TEXT_FORMAT = 0;
const IMAGE_FORMAT = 2;

/**
 * Coze's numbers of a document's state. Coze's page has 0, 1 and 9; Coze Studio also sends the others. Any other number
 * counts as a step of the processing.
 */
const STATUSES: Readonly<Record<number, DocumentStatus | "deleted">> = {
  0: "processing",
  1: "processed",
  2: "disabled",
  3: "deleted",
  4: "processing", // split into chunks again
  5: "processing", // fetched again
  9: "failed",
  1000: "failed", // refused by an audit
};

/** The interval that Coze's own clients send with "never". */
const UNUSED_INTERVAL = 24;

export function statusOf({ status = 0 }: Pick<DocumentItem | DocumentProgress, "status">): DocumentStatus | "deleted" {
  return STATUSES[status] ?? "processing";
}

/** Whether the number of a status is known. */
export function isKnownStatus(status = 0): boolean {
  return status in STATUSES;
}

/** A file in the API's form. */
export interface FileContent {
  readonly base64: string;
  readonly fileType: string;
}

export function toNewDocument(inputs: CheckedDocument, file: FileContent | undefined): NewDocument {
  const { datasetId, name, webUrl, fileId, caption } = inputs;
  const rule = updateRule(inputs);
  return {
    dataset_id: datasetId,
    format_type: fileId === undefined ? TEXT_FORMAT : IMAGE_FORMAT,
    chunk_strategy: chunkStrategy(inputs),
    document_bases: [
      {
        name,
        source_info: file
          ? { document_source: 0, file_base64: file.base64, file_type: file.fileType }
          : webUrl !== undefined
            ? { document_source: 1, web_url: webUrl }
            : { document_source: 5, source_file_id: String(fileId) },
        ...(rule ? { update_rule: rule } : {}),
        ...(caption === undefined ? {} : { caption }),
      },
    ],
  };
}

function chunkStrategy({ fileId, caption, chunkStrategy: custom }: DocumentInputs): ChunkStrategy {
  // Without `chunk_type`, Coze refuses the first image of a knowledge base.
  if (fileId !== undefined) return { chunk_type: 0, caption_type: caption === undefined ? 0 : 1 };
  if (custom === undefined) return { chunk_type: 0 };
  const { separator, maxTokens, removeExtraSpaces = false, removeUrlsEmails = false } = custom;
  return {
    chunk_type: 1,
    separator,
    max_tokens: maxTokens,
    remove_extra_spaces: removeExtraSpaces,
    remove_urls_emails: removeUrlsEmails,
  };
}

/** The rule by which Coze keeps a web page up to date. Other documents have no such rule. */
export function updateRule({ webUrl, updateInterval }: Partial<DocumentInputs>): UpdateRule | undefined {
  if (webUrl === undefined) return undefined;
  return updateInterval === undefined
    ? { update_type: 0, update_interval: UNUSED_INTERVAL }
    : { update_type: 1, update_interval: updateInterval };
}

/**
 * The outputs that only Coze has. The values of an answer replace the known ones. Coze returns 0 for a value that it
 * does not know yet.
 */
export function computedFrom(live: Partial<DocumentItem>, known: DocumentComputed = {}): DocumentComputed {
  return {
    charCount: live.charCount || known.charCount,
    sliceCount: live.sliceCount || known.sliceCount,
    size: live.size || known.size,
    status: shownStatus(live),
    createTime: live.createTime || known.createTime,
  };
}

/**
 * The recorded inputs, with the live values of the declared inputs. A value that means the same stays as the user wrote
 * it.
 */
export function withLive(recorded: CheckedDocument, live: DocumentItem): CheckedDocument {
  const { name = recorded.name } = live;
  const inputs = differ(recorded.name, name) ? { ...recorded, name } : recorded;
  const { updateInterval, ...never } = inputs;
  if (updateInterval === undefined || live.updateType === undefined) return inputs;
  return live.updateType === 1 ? { ...never, updateInterval: live.updateInterval } : never;
}

/**
 * The status for the outputs. Coze still lists a deleted document for a while. Its status is never shown, since a read
 * treats the document as gone.
 */
function shownStatus(live: Partial<DocumentItem>): DocumentStatus {
  const status = statusOf(live);
  return status === "deleted" ? "failed" : status;
}
