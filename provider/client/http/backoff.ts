const BASE_MS = 500;
const CAP_MS = 20_000;

/**
 * Full jitter: anything from nothing to the exponential step, so that many clients don't come back together. A server
 * that says when is never asked sooner.
 */
export function pauseMs(attempt: number, retryAfterMs: number | undefined, random: number): number {
  if (retryAfterMs !== undefined) return retryAfterMs + random * BASE_MS;
  return random * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}
