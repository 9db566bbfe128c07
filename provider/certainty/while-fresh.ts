import type { Session } from "../session/session";

/** Coze is eventually consistent: keep looking for a new object until it is this old. */
const SEEN_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 500;

/** How to look for an object that may be too new to be seen. */
export interface FreshLook<T> {
  /** When the object was made or published, in milliseconds. Unknown: it is looked for once. */
  readonly madeAt: number | undefined;
  readonly look: () => Promise<T>;
  readonly isSeen: (value: T) => boolean;
  /** Runs before each look but the first, which may use a list that was read for others. */
  readonly again?: () => void;
}

/** Looks until the object is seen, or is too old for that to be a matter of time. */
export async function whileFresh<T>(session: Session, { madeAt, look, isSeen, again }: FreshLook<T>): Promise<T> {
  if (madeAt === undefined || Number.isNaN(madeAt)) return look();
  // By the local clock as well, in case the server's was set back.
  const began = session.clock.now();
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    const value = await look();
    const age = Math.max(session.api().serverNow() - madeAt, session.clock.now() - began);
    if (isSeen(value) || age >= SEEN_WITHIN_MS) return value;
    if (pause > 2_000) session.logWait("waiting for what was made a moment ago to be seen");
    await session.pause(Math.min(pause, SEEN_WITHIN_MS - age));
    again?.();
  }
}

/** Unix seconds, as Coze gives times, in milliseconds. */
export function inMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
