import { findOrGone, inMilliseconds, whileFresh } from "../../consistency/while-fresh";
import type { Checked, Diff, Found, Lifecycle, Props } from "../../lifecycle";
import type { Session } from "../../session/session";
import { spaceOf } from "../space";
import type { Declared } from "../../values/tree";
import { createDocument } from "./create";
import { differ } from "../../values/differ";
import { finish, notProcessed } from "./processing";
import { documentInputs, documentProblems, nameOf, type CheckedDocument } from "./inputs";
import { confirmDocumentGone, documentsOf } from "../knowledge-lists";
import {
  computedOf,
  inputsOf,
  outputs,
  withoutContent,
  type DocumentOutputs,
  computedFrom,
  isKnownStatus,
  statusOf,
  updateRule,
  withLive,
  computed,
} from "./state";
import type { Kind, PluginSide } from "../../host/kind";
import { listed } from "../listing";

const REPLACING = ["datasetId", "source", "webUrl", "fileId", "chunkStrategy"] as const;
const UPDATED = ["name", "updateInterval", "caption", "processingTimeoutSeconds"] as const;

export function documentLifecycle(session: Session): Lifecycle<CheckedDocument, DocumentOutputs> {
  return {
    check: (olds, news) => check(session, olds, news),
    diff: (_id, olds, news) => diff(olds, news),
    create: (inputs, step) => createDocument(session, inputs, step),
    read: (id, outs) => read(session, id, outs),
    readUnmanaged,
    update: (id, olds, news) => update(session, id, olds, news),
    delete: (id, outs) => remove(session, id, outs),
  };
}

async function check(session: Session, olds: Partial<CheckedDocument>, news: Props): Promise<Checked<CheckedDocument>> {
  const { spaceId, problems } = spaceOf(session, olds, news);
  problems.unshift(...(await documentProblems(news)));
  if (problems.length > 0) return { problems };
  return { inputs: { ...news, name: nameOf(news), spaceId } as Declared<CheckedDocument>, problems };
}

function diff(olds: DocumentOutputs, news: Declared<CheckedDocument>): Diff {
  const differs = (key: keyof CheckedDocument): boolean => differ(olds[key], news[key]);
  const replaces = REPLACING.filter(differs);
  const changed = [...replaces, ...UPDATED.filter(differs)];
  return { changes: changed.length > 0 || isUnfinished(olds), changed, replaces };
}

async function update(
  session: Session,
  id: string,
  olds: DocumentOutputs,
  news: CheckedDocument,
): Promise<DocumentOutputs> {
  const { knowledge } = session.api();
  if (differ(olds.name, news.name) || differ(olds.updateInterval, news.updateInterval)) {
    await knowledge.updateDocument(id, news.name, updateRule(news));
  }
  documentsOf(session, news).forget();
  return finish(session, id, { inputs: news, caption: olds.caption, known: computedOf(olds) });
}

async function read(
  session: Session,
  id: string,
  outs: DocumentOutputs,
): Promise<Found<CheckedDocument, DocumentOutputs>> {
  const documents = documentsOf(session, outs);
  const seen = await whileFresh(session, {
    madeAt: inMilliseconds(outs.createTime),
    look: () => documents.find(id),
    isSeen: (found) => found !== undefined,
    again: () => documents.forget(),
  });
  const live = seen ?? (await findOrGone(session, documents, id));
  if (!live || statusOf(live) === "deleted") return "gone";
  const liveInputs = withLive(inputsOf(outs), live);
  const failed = statusOf(live) === "failed";
  if (failed) session.log(await failure(session, outs.datasetId, id), id);
  else if (!isKnownStatus(live.status))
    session.log(`Coze gives it status ${live.status}, which this package does not know`, id);
  const inputs = failed ? withoutContent(liveInputs) : liveInputs;
  const computed = computedFrom(live, outs);
  if (computed.status === "disabled" && outs.status !== "disabled") {
    session.warn("it is switched off in the Coze console, so no bot uses it; switch it on there", id);
  }
  // A page that Coze fetches again was already processed once, and no step waits for it.
  const isFetchedAgain = computed.status === "processing" && outs.status === "processed";
  return { outs: outputs(id, inputs, isFetchedAgain ? { ...computed, status: "processed" } : computed), inputs };
}

/** Describes a failure in Coze's words, which only a further call returns. */
async function failure(session: Session, datasetId: string, id: string): Promise<string> {
  const { reason } = (await session.api().knowledge.readProgress(datasetId, id)) ?? {};
  return `${notProcessed(reason)}: the next \`pulumi up\` puts it in anew`;
}

function readUnmanaged(id: string): Promise<Props> {
  const problem = `A document cannot be read by id alone (${id}): Coze has no call for it. Declare it.`;
  return Promise.reject(new Error(problem));
}

async function remove(session: Session, id: string, outs: DocumentOutputs): Promise<void> {
  try {
    await session.api().knowledge.deleteDocument(id);
  } catch (error) {
    await confirmDocumentGone(session, outs, id, error);
  }
  session.deletedDocuments.add(id);
  documentsOf(session, outs).forget();
}

/** Whether Coze has not yet reported the document as processed. */
function isUnfinished({ status }: DocumentOutputs): boolean {
  return status === "processing";
}

const documentPlugin: PluginSide = {
  importOf: (id) =>
    Promise.reject(
      new Error(
        `Document ${id} cannot be imported: Coze has no call that reads a document by its id, and returns no content, by which it is ` +
          "compared. Declare it, which puts it in anew, and delete the one on Coze in the console.",
      ),
    ),
};

export const documentKind: Kind = {
  inputs: documentInputs,
  lifecycle: documentLifecycle,
  plugin: () => documentPlugin,
  computed,
  listing: {
    query: { datasetId: { description: "The id of the knowledge base.", isRequired: true } },
    list: async (session, { datasetId = "" }) => (await session.api().knowledge.listDocuments(datasetId)).map(listed),
  },
  references: { dataset: { kind: "Dataset", gives: { datasetId: "id", spaceId: "spaceId" } } },
};
