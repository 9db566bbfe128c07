import type { Clock } from "./context";
import type { Settings } from "./settings";

type Limit = NonNullable<Settings["rateLimit"]>;

/** A token bucket. */
export class RateLimiter {
  private tokens: number;
  private refilledAt: number;

  constructor(
    private readonly limit: Limit,
    private readonly clock: Clock,
  ) {
    this.tokens = this.size;
    this.refilledAt = clock.now();
  }

  /** Takes a token and returns 0, or returns the milliseconds until the next token. */
  take(): number {
    const now = this.clock.now();
    const perMs = this.limit.requestsPerSecond / 1000;
    this.tokens = Math.min(this.size, this.tokens + (now - this.refilledAt) * perMs);
    this.refilledAt = now;
    if (this.tokens >= 1) {
      this.tokens -= 1;
      return 0;
    }
    return (1 - this.tokens) / perMs;
  }

  /** The Retry-After header for a wait; both of its forms count whole seconds only. */
  retryAfter(waitMs: number, now: number): string | undefined {
    switch (this.limit.retryAfter) {
      case "seconds":
        return String(Math.ceil(waitMs / 1000));
      case "date":
        return new Date(Math.ceil((now + waitMs) / 1000) * 1000).toUTCString();
      case "none":
        return undefined;
    }
  }

  private get size(): number {
    return this.limit.burst ?? Math.max(1, this.limit.requestsPerSecond);
  }
}
