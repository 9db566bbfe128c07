import { assetBytes, oneLargeAtATime } from "../../asset";
import { assetOf } from "../../values/marks";
import { createOnce, type Made } from "../../consistency/create-once";
import { before, refuseLeftovers } from "../../consistency/leftovers";
import type { DocumentItem } from "../../client/knowledge-types";
import type { Created, Step } from "../../lifecycle";
import type { Session } from "../../session/session";
import { FILE_TYPE_RULE, fileTypeOf, MAX_BYTES, type CheckedDocument } from "./inputs";
import { finish } from "./processing";
import { documentsIn, documentsOf } from "../knowledge-lists";
import {
  type DocumentComputed,
  type DocumentOutputs,
  computedFrom,
  statusOf,
  toNewDocument,
  type FileContent,
} from "./state";

/** Adds the document to its knowledge base, and waits until Coze has processed it. */
export async function createDocument(
  session: Session,
  inputs: CheckedDocument,
  step: Step,
): Promise<Created<DocumentOutputs>> {
  const { id, computed } = await oneLargeAtATime(session.locks, assetOf(inputs.source), async () =>
    putIn(session, inputs, await contentOf(session, inputs), step),
  );
  documentsOf(session, inputs).forget();
  return { id, outs: await finish(session, id, { inputs, caption: undefined, known: computed }) };
}

function putIn(
  session: Session,
  inputs: CheckedDocument,
  { file, size }: Content,
  step: Step,
): Promise<Made<DocumentComputed>> {
  const { datasetId, name } = inputs;
  const { knowledge } = session.api();
  const body = toNewDocument(inputs, file);
  const isAlike = (live: DocumentItem): boolean =>
    live.name === name && (!live.size || size === undefined || live.size === size);
  return createOnce<DocumentItem, DocumentComputed>(session, step, {
    lock: `document ${datasetId} ${name}`,
    prepare: () =>
      refuseLeftovers<DocumentItem>(session, step, {
        list: () => session.shared.get(before(documentsIn(datasetId)), () => knowledge.listDocuments(datasetId)),
        among: (documents, since) =>
          Promise.resolve(documents.filter((live) => isLeftover(live, since) && isAlike(live)).map(({ id }) => id)),
        words: (ids) =>
          `Document ${ids.join(" and ")} of knowledge base ${datasetId} has this name and this size, was made in the last 15 minutes`,
        next: () => "Delete it in the Coze console",
      }),
    attempt: async () => {
      const { document, createdAt } = await knowledge.createDocument(body);
      const createTime = Math.floor(createdAt.getTime() / 1000);
      return { id: document.id, computed: computedFrom(document, { createTime, size }) };
    },
    candidates: () => knowledge.listDocuments(datasetId),
    madeAt: (live) => live.createTime,
    among: (documents) =>
      Promise.resolve(
        documents.filter(isAlike).map((live) => ({ id: live.id, computed: computedFrom(live, { size }) })),
      ),
    several: {
      what: `documents in knowledge base ${datasetId}`,
      next: "Delete them in the Coze console, and run this again.",
    },
  });
}

const ALIVE = new Set<ReturnType<typeof statusOf>>(["processed", "processing"]);

/**
 * A document that no bot can use is not a leftover. An example is a failed document that the engine has yet to delete.
 */
function isLeftover(live: DocumentItem, since: number): boolean {
  return (live.createTime ?? 0) * 1000 >= since && ALIVE.has(statusOf(live));
}

/** The file for the call, and its size in bytes. A web page and an image have neither. */
interface Content {
  readonly file?: FileContent;
  readonly size?: number;
}

async function contentOf(session: Session, inputs: CheckedDocument): Promise<Content> {
  const asset = assetOf(inputs.source);
  if (!asset) return {};
  const bytes = await assetBytes(asset, { maxBytes: MAX_BYTES, timeoutMs: session.settings().timeoutMs });
  // The preview may not know the source, so its size is checked here as well.
  if (bytes.length === 0) throw new Error("source: must not be empty, got 0 bytes");
  const fileType = fileTypeOf(asset, inputs.name);
  if (fileType === undefined) throw new Error(`source: ${FILE_TYPE_RULE}`);
  return { file: { base64: Buffer.from(bytes).toString("base64"), fileType }, size: bytes.length };
}
