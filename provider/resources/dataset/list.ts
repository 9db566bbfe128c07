import { confirmGone } from "../../consistency/confirm-gone";
import type { DatasetItem } from "../../client/knowledge-items";
import type { Session } from "../../session/session";
import { SharedList } from "../../session/shared-list";

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
  const isListed = () => datasetsOf(session, spaceId).isThere(id, { certain: "presence" });
  await confirmGone(session, { thing: `Knowledge base ${id}`, list, isListed }, suspicion);
}
