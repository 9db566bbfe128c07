import { confirmGone } from "../consistency/confirm-gone";
import { findOrGone } from "../consistency/while-fresh";
import type { DatasetItem, DocumentItem } from "../client/knowledge-types";
import type { Session } from "../session/session";
import { SharedList } from "../session/shared-list";

/** The knowledge bases of a workspace. Coze has no call that reads a single one. */
export function datasetsOf(session: Session, spaceId: string): SharedList<DatasetItem> {
  return new SharedList(session.shared, `datasets of ${spaceId}`, () => session.api().knowledge.listDatasets(spaceId));
}

/**
 * Confirms that a knowledge base is gone, after a call did not find it: the list of its own workspace must not have it.
 */
export async function confirmDatasetGone(
  session: Session,
  spaceId: string,
  id: string,
  suspicion: unknown,
): Promise<void> {
  const list = `the list of knowledge bases of workspace ${spaceId}`;
  const datasets = datasetsOf(session, spaceId);
  // A list that was read earlier may still have the knowledge base.
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

/** Confirms that a document is gone, after a call did not find it: the list of its knowledge base must not have it. */
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
