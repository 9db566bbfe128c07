import type { DatasetItem } from "../../client/knowledge-items";
import type { Session } from "../../session/session";

/** The datasets of a space. Coze has no call that reads one, so one listing is shared by all that are looked for in it. */
export function datasetsOf(session: Session, spaceId: string): Promise<DatasetItem[]> {
  return session.shared.get(keyOf(spaceId), () => session.api().knowledge.listDatasets(spaceId));
}

/** The space has other datasets now, or the same ones look different. */
export function forgetDatasets(session: Session, spaceId: string): void {
  session.shared.forget(keyOf(spaceId));
}

/** Whether the dataset is listed. The shared list may be older than the dataset's end: one that has it is asked for again. */
export async function isListed(session: Session, spaceId: string, id: string): Promise<boolean> {
  const has = async (): Promise<boolean> => (await datasetsOf(session, spaceId)).some((dataset) => dataset.id === id);
  if (!(await has())) return false;
  forgetDatasets(session, spaceId);
  return has();
}

function keyOf(spaceId: string): string {
  return `datasets of ${spaceId}`;
}
