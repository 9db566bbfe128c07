import { type Clock, Interruption } from "./clock";

/** Waits longer than this are logged. */
export const LOGGED_MS = 2_000;

/**
 * Limits the concurrent requests of a process, and the requests that start in a second. A pause that the server asks
 * for applies to all requests.
 */
export class Limiter {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** The start of the next request if all were evenly spaced. */
  private due = 0;
  private readonly spacingMs: number;
  private readonly burstMs: number;

  constructor(
    private readonly concurrency: number,
    private readonly requestsPerSecond: number,
    private readonly clock: Clock,
    private readonly notify: (line: string) => void,
    private readonly interruption = new Interruption(),
  ) {
    this.spacingMs = 1000 / requestsPerSecond;
    // The requests of a quarter of a second may start at once. The server would refuse more.
    this.burstMs = Math.max(250, this.spacingMs) - this.spacingMs;
  }

  async run<T>(request: () => Promise<T>): Promise<T> {
    if (this.running >= this.concurrency) await this.turn();
    else this.running++;
    try {
      for (let ms = this.reserve(); ms > 0; ms = this.reserve()) {
        await this.interruption.wait(this.clock.sleep(ms));
      }
      return await request();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private turn(): Promise<void> {
    const before = this.waiting.length;
    const ms = before * this.spacingMs;
    if (ms > LOGGED_MS) {
      const seconds = Math.ceil(ms / 1000);
      const rate = `coze:requestsPerSecond is ${this.requestsPerSecond}`;
      this.notify(`waiting about ${seconds} s: ${before} calls are ahead, and ${rate}`);
    }
    let go = (): void => undefined;
    const turn = new Promise<void>((resolve) => this.waiting.push((go = resolve)));
    return this.interruption.wait(turn, () => this.waiting.splice(this.waiting.indexOf(go), 1));
  }

  /** Starts no request before the pause is over. */
  pauseFor(ms: number): void {
    this.due = Math.max(this.due, this.clock.now() + ms + this.burstMs);
  }

  /** Reserves the next start, or returns the time to wait before the next attempt. */
  private reserve(): number {
    const now = this.clock.now();
    const wait = this.due - this.burstMs - now;
    if (wait > 0) return wait;
    this.due = Math.max(this.due, now) + this.spacingMs;
    return 0;
  }
}
