import type { Emulator } from "../../../emulator";
import type { Clock } from "../../../provider/client/http/clock";

/** How much faster than real time a wait passes. */
const SPEED = 1_000;

/**
 * A clock whose waits are short: after each, the rest of it is added to the time, to the server's as well, so that the two
 * clocks agree as they would have after the full wait.
 */
export class FastClock implements Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  private ahead = 0;

  constructor(
    private readonly emulator: Emulator,
    readonly random: () => number = Math.random,
    private readonly speed = SPEED,
  ) {}

  now(): number {
    return Date.now() + this.ahead;
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    const until = this.now() + ms;
    await new Promise((resolve) => setTimeout(resolve, ms / this.speed));
    // Waits that overlap pass together.
    if (until > this.now()) this.ahead += Math.ceil(until - this.now());
    this.emulator.set({ clockSkewMs: this.ahead });
  }
}
