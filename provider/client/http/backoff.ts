const BASE_MS = 500;
const CAP_MS = 20_000;

/**
 * Full jitter: a random pause up to the exponential step, so that many clients do not return together. A pause is never
 * shorter than the server's `Retry-After`.
 */
export function pauseMs(attempt: number, retryAfterMs: number | undefined, random: number): number {
  if (retryAfterMs !== undefined) return retryAfterMs + random * BASE_MS;
  return random * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
}
