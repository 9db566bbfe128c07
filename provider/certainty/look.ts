import { LostAnswerError, messageOf } from "../client/http/errors";
import type { Session } from "../session/session";

/** When to look, counted from the loss: what the server has done takes a moment to be seen. */
const LOOKS_MS = [0, 2_000, 5_000, 10_000];
/** A server's `Date` has whole seconds, and its own clock stamps what it makes. */
export const SLACK_MS = 2_000;

/**
 * Does something that must not be done twice. Where its answer is lost, `look` says what came of it; only when nothing
 * did, and the server cannot still be at it, is it done again.
 */
export async function onlyOnce<T>(
  session: Session,
  attempt: () => Promise<T>,
  look: (lost: LostAnswerError) => Promise<T | undefined>,
): Promise<T> {
  const { maxRetries, totalMs } = session.settings();
  const deadline = session.clock.now() + totalMs;
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (lost) {
      if (!(lost instanceof LostAnswerError)) throw lost;
      session.log(`the answer was lost; looking for up to 10 s whether it was done all the same. ${lost.problem}`);
      const found = await lookRepeatedly(session, () => look(lost));
      if (found !== undefined) {
        session.log("it was done, and is taken up from there");
        return found;
      }
      if (lost.mayStillAct || tries >= maxRetries || session.clock.now() > deadline) throw lost;
      session.log("it was not done, and is tried again");
    }
  }
}

async function lookRepeatedly<T>(session: Session, look: () => Promise<T | undefined>): Promise<T | undefined> {
  let passed = 0;
  for (const at of LOOKS_MS) {
    await session.clock.sleep(at - passed);
    passed = at;
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A local time by the server's clock, which stamps what is looked for. Known once the server has answered something. */
export function serverTime(session: Session, local: number): number {
  return local + session.api().serverNow() - session.clock.now();
}

/** What was made a moment ago may not be seen at once: so long after it was made, looking again is worth it. */
const FRESH_MS = 10_000;

/**
 * Looks until it is seen, or until it was made too long ago for that to be a matter of time. `again` is done before each
 * look but the first, which may be at what was read for others.
 */
export async function whileFresh<T>(
  session: Session,
  madeAtMs: number,
  look: () => Promise<T>,
  isSeen: (value: T) => boolean,
  again: () => void = () => undefined,
): Promise<T> {
  // By our own clock as well, in case that of the server was set back.
  const began = session.clock.now();
  for (let pause = 500; ; pause *= 2) {
    const value = await look();
    const age = Math.max(session.api().serverNow() - madeAtMs, session.clock.now() - began);
    if (isSeen(value) || !(age < FRESH_MS)) return value;
    if (pause > 2_000) session.logWait("waiting for what was made a moment ago to be seen");
    await session.clock.sleep(Math.min(pause, FRESH_MS - age));
    again();
  }
}

/** A look that fails shows nothing: whether it was done stays open, and a person has to look. */
export async function undecided<T>(lost: LostAnswerError, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw new Error(`${messageOf(lost)} Looking for it failed, too: ${messageOf(error)}`, { cause: error });
  }
}

/** The one that the lost call has made, if it did. Which of several it is, is for a person to decide. */
export function onlyOne<T extends { readonly id: string }>(
  lost: LostAnswerError,
  found: readonly T[],
  words: { readonly what: string; readonly next: string },
): T | undefined {
  if (found.length <= 1) return found[0];
  const ids = found.map(({ id }) => id).join(", ");
  throw new Error(
    `${messageOf(lost)} ${found.length} ${words.what} may be the one that it made: ${ids}. ${words.next}`,
    { cause: lost },
  );
}

/** The token's user, who has made what its calls have made. */
export function currentUser(session: Session): Promise<string> {
  return session.shared.get("user", () => session.api().currentUser());
}
