import type { Session } from "../session/session";

/** The workspace that a lookup asks about: a resource without a `spaceId` is in the same one. */
export function spaceFor(lookup: string, session: Session, given: string | undefined): string {
  const spaceId = given ?? session.settings().spaceId;
  if (spaceId !== undefined) return spaceId;
  throw new Error(
    `${lookup}: spaceId: is required: set it, or the configuration key coze:spaceId, or spaceId of the CozeProvider, got nothing`,
  );
}
