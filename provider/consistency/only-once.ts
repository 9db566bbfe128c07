import { LostAnswerError } from "../client/errors/errors";
import { toItsEnd } from "../client/http/clock";
import type { Session } from "../session/session";

/**
 * The times of the looks, counted from the loss. Coze is eventually consistent: a new object may not be visible at
 * once.
 */
const LOOKS_MS = [0, 2_000, 5_000, 10_000];
/**
 * The tolerance in comparing times: the header `Date` has whole seconds, and creation times come from the server's
 * clock.
 */
const SLACK_MS = 2_000;

/**
 * Makes a call that must happen once. If its answer is lost, `look` finds the result. The call is repeated only if
 * there is no result and the server can no longer be processing the call.
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
      session.log(`the answer was lost; looking for the result for up to 10 s. ${lost.problem}`);
      const found = await toItsEnd(() => lookRepeatedly(session, () => look(lost)));
      if (found !== undefined) {
        session.log("the result was found; continuing with it");
        return found;
      }
      if (lost.mayStillAct || tries >= maxRetries || session.clock.now() > deadline) throw lost;
      session.log("no result was found; trying again");
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

/** The earliest creation time of a result of the lost call, by the server's clock. */
export function earliestOf(session: Session, lost: LostAnswerError): number {
  return lost.begun + session.api().serverNow() - session.clock.now() - SLACK_MS;
}
