import { confirmGone } from "../../consistency/confirm-gone";
import type { DocumentItem } from "../../client/knowledge-items";
import type { Session } from "../../session/session";
import { SharedList } from "../../session/shared-list";
import { confirmDatasetGone } from "../dataset/list";

/** The knowledge base of a document, and the workspace of the knowledge base. */
interface Place {
  readonly datasetId: string;
  readonly spaceId: string;
}

/** The documents of a knowledge base. Coze has no call that reads one document. */
export function documentsOf(session: Session, { datasetId, spaceId }: Place): SharedList<DocumentItem> {
  return new SharedList(session.shared, `documents of ${datasetId}`, async () => {
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
