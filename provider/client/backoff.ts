import { setTimeout as delay } from "node:timers/promises";

const BASE_MS = 500;
const CAP_MS = 20_000;

/** Full jitter: anything from nothing to the exponential step, so that many clients don't come back together. */
export function pauseMs(attempt: number, retryAfterMs: number | undefined, random: () => number = Math.random): number {
  const jittered = random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
  return retryAfterMs === undefined ? jittered : retryAfterMs + random() * BASE_MS;
}

export function sleep(ms: number): Promise<void> {
  return delay(ms);
}
