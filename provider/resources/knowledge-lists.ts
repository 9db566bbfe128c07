import { confirmGone } from "../consistency/confirm-gone";
import { findOrGone } from "../consistency/while-fresh";
import type { DatasetItem, DocumentItem } from "../client/knowledge-types";
import type { Session } from "../session/session";
import { SharedList } from "../session/shared-list";

/** The knowledge bases of a workspace. Coze has no call that reads one. */
export function datasetsOf(session: Session, spaceId: string): SharedList<DatasetItem> {
  return new SharedList(session.shared, `datasets of ${spaceId}`, () => session.api().knowledge.listDatasets(spaceId));
}

/** A knowledge base that a call did not find is gone if the list of its own workspace succeeds without it. */
export async function confirmDatasetGone(
  session: Session,
  spaceId: string,
  id: string,
  suspicion: unknown,
): Promise<void> {
  const list = `the list of knowledge bases of workspace ${spaceId}`;
  const datasets = datasetsOf(session, spaceId);
  // An older list may have it from before its end.
  const isListed = async () =>
    (await datasets.isThere(id, { certain: "presence" })) || (await findOrGone(session, datasets, id)) !== undefined;
  await confirmGone(session, { thing: `Knowledge base ${id}`, list, isListed }, suspicion);
}

/** The knowledge base of a document, and the workspace of the knowledge base. */
interface Place {
  readonly datasetId: string;
  readonly spaceId: string;
}

export function documentsIn(datasetId: string): string {
  return `documents of ${datasetId}`;
}

/** The documents of a knowledge base. Coze has no call that reads one document. */
export function documentsOf(session: Session, { datasetId, spaceId }: Place): SharedList<DocumentItem> {
  return new SharedList(session.shared, documentsIn(datasetId), async () => {
    try {
      return await session.api().knowledge.listDocuments(datasetId);
    } catch (error) {
      // A knowledge base that is certainly gone has no documents.
      await confirmDatasetGone(session, spaceId, datasetId, error);
      return [];
    }
  });
}

/** A document that a call did not find is gone if the list of its knowledge base succeeds without it. */
export async function confirmDocumentGone(
  session: Session,
  place: Place,
  id: string,
  suspicion: unknown,
): Promise<void> {
  const list = `the list of documents of knowledge base ${place.datasetId}`;
  const isListed = () => documentsOf(session, place).isThere(id, { certain: "presence" });
  await confirmGone(session, { thing: `Document ${id}`, list, isListed }, suspicion);
}
