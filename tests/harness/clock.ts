import { setTimeout as wait } from "node:timers/promises";
import type { Clock as ServerClock } from "../../emulator";
import type { Clock } from "../../provider/client/http/clock";

/**
 * A clock that runs faster than real time: each wait of the provider is short, and its rest is then added to the time.
 * Waits that overlap pass together. `server` is the same time for an emulator. The emulator's own delays stay real, as
 * the provider's time limits do.
 */
export class TestClock implements Clock {
  /** Every wait that the provider asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  readonly server: ServerClock = {
    now: () => this.now(),
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  };
  private ahead = 0;

  constructor(
    private readonly options: {
      /** How much faster than real time a wait passes. Default: 1000. With `Infinity` it is over at once. */
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

  pass(ms: number): void {
    this.ahead += ms;
  }
}
