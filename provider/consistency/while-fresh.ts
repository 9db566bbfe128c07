import type { Session } from "../session/session";
import type { SharedList } from "../session/shared-list";

/** Coze is eventually consistent: a look for a new object is repeated until the object is this old. */
const SEEN_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 500;

/** How to look for an object that may be too new to be visible. */
export interface FreshLook<T> {
  /** The time when the object was created or published, in milliseconds. If it is unknown, there is only one look. */
  readonly madeAt: number | undefined;
  readonly look: () => Promise<T>;
  readonly isSeen: (value: T) => boolean;
  /** Runs before each look except the first, which may use a shared list. */
  readonly again?: () => void;
}

/** Looks until the object is visible, or too old to become visible. */
export async function whileFresh<T>(session: Session, { madeAt, look, isSeen, again }: FreshLook<T>): Promise<T> {
  if (madeAt === undefined || Number.isNaN(madeAt)) return look();
  // The age is measured by the local clock as well: the server's clock may be set back.
  const began = session.clock.now();
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    const value = await look();
    const age = Math.max(session.api().serverNow() - madeAt, session.clock.now() - began);
    if (isSeen(value) || age >= SEEN_WITHIN_MS) return value;
    if (pause > 2_000) session.logWait("waiting for a new object to become visible");
    await session.pause(Math.min(pause, SEEN_WITHIN_MS - age));
    again?.();
  }
}

/** The item of the list, or `undefined` if it is certainly gone. A single list without the item proves nothing. */
export function findOrGone<T extends { readonly id: string }>(
  session: Session,
  list: SharedList<T>,
  id: string,
): Promise<T | undefined> {
  return list.findOrGone(id, () => session.pause(SEEN_WITHIN_MS));
}

/** Coze's Unix seconds in milliseconds. */
export function inMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
