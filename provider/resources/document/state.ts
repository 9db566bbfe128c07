import { stateForm, type Recorded } from "../state";
import { CONTENT, type CheckedDocument } from "./inputs";
import type { DocumentStatus } from "./types";

/** The outputs of a document that only Coze has. The size is in bytes, the time in Unix seconds. */
export type DocumentComputed = {
  readonly charCount?: number | undefined;
  readonly sliceCount?: number | undefined;
  readonly size?: number | undefined;
  readonly status?: DocumentStatus | undefined;
  readonly createTime?: number | undefined;
};

export type DocumentOutputs = Recorded<CheckedDocument, DocumentComputed, "documentId">;

export const { outputs, inputsOf, computedOf, computedKeys } = stateForm<
  CheckedDocument,
  DocumentComputed,
  "documentId"
>("documentId", { charCount: true, sliceCount: true, size: true, status: true, createTime: true });

/** The inputs without their content. A failed document then differs from the program, so the next `up` replaces it. */
export function withoutContent(inputs: CheckedDocument): CheckedDocument {
  const isContent = (key: string): boolean => (CONTENT as readonly string[]).includes(key);
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !isContent(key))) as CheckedDocument;
}
