import type { Operation } from "./operation";
import type { Failure } from "./envelope";

/**
 * - `retry`: send it again after a pause
 * - `wait`: the server is busy and has done nothing; send it again when it says, or after a pause
 * - `again`: the server may have acted, and a repetition costs money: send it again once
 * - `look`: the server may have acted; look for the result before anything else
 * - `renew`: the token was rejected; try once with another one
 * - `stop`: repeating changes nothing
 */
export type Verdict = "retry" | "wait" | "again" | "look" | "renew" | "stop";

const BUSY = new Set([
  4009, // system limit
  4013, // model error or rate limit
  4020, // requests per minute
]);
const REJECTED_TOKEN = new Set([
  4100, // invalid token
  700012006, // invalid access token
]);
const INTERNAL = 5000; // an error within Coze

const MAYBE_DONE = { read: "retry", write: "retry", once: "look", billed: "again" } as const;

/** Decides what follows a failed call. No other code does. */
export function decide(repeat: Operation["repeat"], failure: Failure): Verdict {
  const maybeDone = MAYBE_DONE[repeat];
  switch (failure.kind) {
    case "refused":
      return failure.lasts ? "stop" : "retry";
    case "lost":
      // The same answer would come again.
      return failure.how === "oversized" ? "stop" : maybeDone;
    case "answered":
      if (failure.status === 429 || BUSY.has(failure.code ?? 0)) return "wait";
      if (failure.status === 401 || REJECTED_TOKEN.has(failure.code ?? 0)) return "renew";
      // By its own code Coze says that there was no chat.
      if (repeat === "billed" && failure.status === 200 && failure.code === INTERNAL) return "retry";
      if (failure.status >= 500 || failure.code === INTERNAL) return maybeDone;
      return "stop";
  }
}
