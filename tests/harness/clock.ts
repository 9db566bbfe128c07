import type { Emulator } from "../../emulator";
import type { Clock } from "../../provider/client/http/clock";

/**
 * Time that passes faster than it does: after each wait the rest of it is added to the time, and to the server's as well, so
 * that the two agree as they would after the full wait. Waits that overlap pass together.
 */
export class TestClock implements Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  private ahead = 0;

  constructor(
    private readonly emulator: Emulator,
    readonly options: {
      /** How much faster than real time a wait passes; default 1000, and with `Infinity` it is over at once. */
      readonly speed?: number;
      readonly random?: () => number;
    } = {},
  ) {}

  now(): number {
    return Date.now() + this.ahead;
  }

  random(): number {
    return (this.options.random ?? Math.random)();
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    const until = this.now() + ms;
    const { speed = 1_000 } = this.options;
    await new Promise((resolve) => {
      if (speed === Infinity) setImmediate(resolve);
      else setTimeout(resolve, ms / speed);
    });
    if (until > this.now()) this.pass(Math.ceil(until - this.now()));
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.ahead += ms;
    this.emulator.set({ clockSkewMs: this.ahead });
  }
}
