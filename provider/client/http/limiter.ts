import type { Clock } from "./clock";

/** A wait that is longer than this is told. */
export const TOLD_MS = 2_000;

/**
 * How many requests a process has under way, and how many it starts in a second. A server that asks for a pause is given
 * it by all requests, not only by the one that was asked.
 */
export class Limiter {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];
  /** When the next request would start if they were evenly spaced. */
  private due = 0;
  private readonly spacingMs: number;
  private readonly burstMs: number;

  constructor(
    private readonly concurrency: number,
    private readonly requestsPerSecond: number,
    private readonly clock: Clock,
    private readonly notify: (line: string) => void,
  ) {
    this.spacingMs = 1000 / requestsPerSecond;
    // A quarter of a second's requests may start at once; more would only be sent back.
    this.burstMs = Math.max(250, this.spacingMs) - this.spacingMs;
  }

  async run<T>(request: () => Promise<T>): Promise<T> {
    if (this.underWay >= this.concurrency) await this.turn();
    else this.underWay++;
    try {
      for (let ms = this.reserve(); ms > 0; ms = this.reserve()) await this.clock.sleep(ms);
      return await request();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.underWay--;
    }
  }

  private turn(): Promise<void> {
    const before = this.waiting.length;
    const ms = before * this.spacingMs;
    if (ms > TOLD_MS) {
      const seconds = Math.ceil(ms / 1000);
      const rate = `coze:requestsPerSecond is ${this.requestsPerSecond}`;
      this.notify(`waiting about ${seconds} s for its turn, as ${before} calls are before it and ${rate}`);
    }
    return new Promise((go) => this.waiting.push(go));
  }

  /** No request starts before that time is over. */
  pauseFor(ms: number): void {
    this.due = Math.max(this.due, this.clock.now() + ms + this.burstMs);
  }

  /** Takes the next start, or says how long to wait before asking again. */
  private reserve(): number {
    const now = this.clock.now();
    const wait = this.due - this.burstMs - now;
    if (wait > 0) return wait;
    this.due = Math.max(this.due, now) + this.spacingMs;
    return 0;
  }
}
