import type { DocumentItem, DocumentProgress } from "../../client/knowledge-items";
import type { ChunkStrategy, NewDocument, UpdateRule } from "../../client/knowledge-types";
import { normal } from "../../values/text";
import type { CheckedDocument, DocumentInputs } from "./inputs";
import type { DocumentComputed } from "./state";
import type { DocumentStatus } from "./types";

const TEXT_FORMAT = 0;
const IMAGE_FORMAT = 2;
const FAILED = 9;

/** With "never" Coze has no use for an interval, and its own clients send this one. */
const UNUSED_INTERVAL = 24;

export function statusOf({ status }: Pick<DocumentItem | DocumentProgress, "status">): DocumentStatus {
  return status === 1 ? "processed" : status === FAILED ? "failed" : "processing";
}

/** The file that goes into a call, in the API's form. */
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
  // The first image of a dataset is refused where this is not said.
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

/** How a web page is kept up to date; of other documents there is no such rule. */
export function updateRule({ webUrl, updateInterval }: Partial<DocumentInputs>): UpdateRule | undefined {
  if (webUrl === undefined) return undefined;
  return updateInterval === undefined
    ? { update_type: 0, update_interval: UNUSED_INTERVAL }
    : { update_type: 1, update_interval: updateInterval };
}

/** What an answer returns, over what is known. Coze returns 0 for what it does not know yet. */
export function computedFrom(live: Partial<DocumentItem>, known: DocumentComputed = {}): DocumentComputed {
  return {
    charCount: live.charCount || known.charCount,
    sliceCount: live.sliceCount || known.sliceCount,
    size: live.size || known.size,
    status: statusOf(live),
    createTime: live.createTime || known.createTime,
  };
}

/** The recorded inputs with the live values of what is declared; what means the same stays as the user wrote it. */
export function withLive(recorded: CheckedDocument, live: DocumentItem): CheckedDocument {
  const isSameName = live.name === undefined || normal(live.name) === normal(recorded.name);
  const inputs = isSameName ? recorded : { ...recorded, name: live.name ?? "" };
  const { updateInterval, ...never } = inputs;
  if (updateInterval === undefined || live.updateType === undefined) return inputs;
  return live.updateType === 1 ? { ...never, updateInterval: live.updateInterval } : never;
}
