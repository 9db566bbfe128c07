import { isListed as isDatasetListed } from "../dataset/list";
import type { DocumentItem } from "../../client/knowledge-items";
import { confirmMissing } from "../../certainty/confirm-gone";
import type { Session } from "../../session/session";

/** The dataset that holds a document, and the space that holds the dataset. */
interface Place {
  readonly datasetId: string;
  readonly spaceId: string;
}

/** The documents of a dataset. One listing is shared by all that are looked for in it. */
export function documentsOf(session: Session, datasetId: string): Promise<DocumentItem[]> {
  return session.shared.get(keyOf(datasetId), () => session.api().knowledge.listDocuments(datasetId));
}

/** The dataset has other documents now, or the same ones look different. */
export function forgetDocuments(session: Session, datasetId: string): void {
  session.shared.forget(keyOf(datasetId));
}

/**
 * The document as the list of its dataset has it; `undefined` where it is not there. A dataset that is gone has none: of
 * that the list of its space has to be sure.
 */
export async function findDocument(
  session: Session,
  { datasetId, spaceId }: Place,
  id: string,
): Promise<DocumentItem | undefined> {
  try {
    return (await documentsOf(session, datasetId)).find((document) => document.id === id);
  } catch (error) {
    const names = { thing: `Knowledge base ${datasetId}`, list: `the list of knowledge bases of workspace ${spaceId}` };
    await confirmMissing(session, names, () => isDatasetListed(session, spaceId, datasetId), error);
    return undefined;
  }
}

/** Whether the document is listed. The shared list may be older than its end: one that has it is asked for again. */
export async function isListed(session: Session, place: Place, id: string): Promise<boolean> {
  if (!(await findDocument(session, place, id))) return false;
  forgetDocuments(session, place.datasetId);
  return (await findDocument(session, place, id)) !== undefined;
}

function keyOf(datasetId: string): string {
  return `documents of ${datasetId}`;
}
