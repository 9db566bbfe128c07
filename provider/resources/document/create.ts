import { assetBytes, assetOf, oneLargeAtATime } from "../../asset/asset";
import type { LostAnswerError } from "../../client/http/errors";
import type { DocumentItem } from "../../client/knowledge-items";
import type { Step } from "../../host/lifecycle";
import { onlyOne, onlyOnce, serverTime, SLACK_MS, undecided } from "../../certainty/look";
import type { Session } from "../../session/session";
import { FILE_TYPE_RULE, fileTypeOf } from "./file-type";
import { MAX_BYTES, type CheckedDocument } from "./inputs";
import { forgetDocuments } from "./list";
import { computedFrom, type DocumentComputed } from "./state";
import { toNewDocument, type FileContent } from "./wire";

interface Made {
  readonly id: string;
  readonly computed: DocumentComputed;
}

/**
 * Puts the document into its dataset exactly once. Creates of one name in one dataset go one after another: what a lost
 * one has made could not be told apart.
 */
export async function createDocument(session: Session, inputs: CheckedDocument, step: Step): Promise<Made> {
  const { datasetId, name } = inputs;
  const create = async (): Promise<Made> => {
    const { file, size } = await contentOf(session, inputs);
    const body = toNewDocument(inputs, file);
    const made = await onlyOnce<Made>(
      session,
      async () => {
        const { document, createdAt } = await session.api().knowledge.createDocument(body);
        const createTime = Math.floor(createdAt.getTime() / 1000);
        return { id: document.id, computed: computedFrom(document, { createTime, size }) };
      },
      (lost) => madeBy(session, inputs, size, lost, step),
    );
    step.manage(made.id);
    forgetDocuments(session, datasetId);
    return made;
  };
  const lock = `document ${datasetId} ${name}`;
  return session.locks.run(lock, () => oneLargeAtATime(session.locks, assetOf(inputs.source), create));
}

async function contentOf(session: Session, inputs: CheckedDocument): Promise<{ file?: FileContent; size?: number }> {
  const asset = assetOf(inputs.source);
  if (!asset) return {};
  const bytes = await assetBytes(asset, { maxBytes: MAX_BYTES, timeoutMs: session.settings().timeoutMs });
  // What is not known before the `up` is judged here.
  if (bytes.length === 0) throw new Error("source: must not be empty, got 0 bytes");
  const fileType = fileTypeOf(asset, inputs.name);
  if (fileType === undefined) throw new Error(`source: ${FILE_TYPE_RULE}`);
  return { file: { base64: Buffer.from(bytes).toString("base64"), fileType }, size: bytes.length };
}

/** The document that the lost create has made, if it did. */
async function madeBy(
  session: Session,
  inputs: CheckedDocument,
  size: number | undefined,
  lost: LostAnswerError,
  step: Step,
): Promise<Made | undefined> {
  const { datasetId, name } = inputs;
  const documents = await undecided(lost, () => session.api().knowledge.listDocuments(datasetId));
  const since = serverTime(session, lost.begun) - SLACK_MS;
  const isSameSize = (live: DocumentItem): boolean => !live.size || size === undefined || live.size === size;
  const candidates = documents
    .filter(
      (live) =>
        live.name === name && (live.createTime ?? 0) * 1000 >= since && isSameSize(live) && !step.isManaged(live.id),
    )
    .map((live) => ({ id: live.id, computed: computedFrom(live, { size }) }));
  return onlyOne(lost, candidates, {
    what: `documents in dataset ${datasetId}`,
    next: "Delete them in the Coze console, and run this again.",
  });
}
