import type { Operation } from "./operation";
import type { Failure } from "./envelope";
import { lacksCall, NOT_FOUND } from "../errors/errors";

/**
 * - `retry`: send the call again after a pause
 * - `wait`: the server is busy and has done nothing; send the call again at the time that the server says, or after a
 *   pause
 * - `again`: the server may have acted, and a repetition costs money; send the call again once
 * - `look`: the server may have acted; look for the result before anything else
 * - `renew`: the token was rejected; try once with another one
 * - `stop`: repeating changes nothing
 */
export type Verdict = "retry" | "wait" | "again" | "look" | "renew" | "stop";

/** The verdicts that send the same call again. */
export const REPEATS: ReadonlySet<Verdict> = new Set(["retry", "wait", "again"]);

const BUSY = new Set([
  4009, // system limit
  4013, // model error or rate limit
  4020, // requests per minute
]);
/** The account has nothing left. A gateway may send such a code with the status of a busy server. */
const SPENT = new Set([4011, 4019, 4022, 4028]);
const REJECTED_TOKEN = new Set([
  4100, // invalid token
  700012006, // invalid access token
]);
/** An error within Coze. */
export const INTERNAL = 5000;

const MAYBE_DONE = { read: "retry", write: "retry", once: "look", billed: "again" } as const;

/** Coze is eventually consistent: "not found" is not final while the object is younger than this. */
export const NOT_YET_KNOWN_MS = 30_000;

/**
 * The only code that decides what follows a failed call to Coze or a failed request for a token. `isFresh`: the object
 * of the call is new.
 */
export function decide(repeat: Operation["repeat"], failure: Failure, isFresh = false): Verdict {
  const maybeDone = MAYBE_DONE[repeat];
  switch (failure.kind) {
    case "refused":
      return failure.lasts ? "stop" : "retry";
    case "lost":
      // The same answer would come again.
      return failure.how === "oversized" || failure.how === "unusable" ? "stop" : maybeDone;
    case "answered":
      if (isFresh && NOT_FOUND.includes(failure.code)) return "retry";
      if (SPENT.has(failure.code ?? 0)) return "stop";
      if (failure.status === 429 || BUSY.has(failure.code ?? 0)) return "wait";
      if (lacksCall(failure)) return "stop";
      if (failure.status === 401 || REJECTED_TOKEN.has(failure.code ?? 0)) return "renew";
      // This code is Coze's own, and says that there was no chat.
      if (repeat === "billed" && failure.status === 200 && failure.code === INTERNAL) return "retry";
      if (failure.status >= 500 || failure.code === INTERNAL) return maybeDone;
      return "stop";
  }
}

const BASE_MS = 500;
const CAP_MS = 20_000;

/**
 * The pause before a repetition, with full jitter: a random pause up to the exponential step, so that many clients do
 * not return together. It is never shorter than the server's `Retry-After`.
 */
export function pauseMs(attempt: number, retryAfterMs: number | undefined, random: number): number {
  if (retryAfterMs !== undefined) return retryAfterMs + random * BASE_MS;
  return random * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}

const SIZE = 500;
const RETRY_COST = 5;
const TIMEOUT_COST = 10;

/**
 * The repetitions that a process may still make. Each repetition costs, and each success earns a little. Without this
 * limit, hundreds of resources would repeat their calls against a server that is down.
 */
export class RetryBudget {
  private left = SIZE;

  spend(afterTimeout: boolean): boolean {
    const cost = afterTimeout ? TIMEOUT_COST : RETRY_COST;
    if (cost > this.left) return false;
    this.left -= cost;
    return true;
  }

  earn(): void {
    this.left = Math.min(SIZE, this.left + 1);
  }
}
