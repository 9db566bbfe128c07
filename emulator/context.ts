import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Events } from "./events";
import type { Settings } from "./settings";

/** The parts of the platform that a store uses. */
export interface Context {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly ids: Ids;
  readonly events: Events;
  readonly userId: string;
  /** Milliseconds by the server's clock, which may be skewed. */
  now(): number;
}

/** The emulator's time. Inject a clock to control it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends after that time, or at once when the signal is aborted. It never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
};

/** Coze's ids: 19-digit decimal strings, beyond 2^53, increasing. */
export class Ids {
  private last = 7_000_000_000_000_000_000n + BigInt(Date.now()) * 100_000n + BigInt(randomInt(100_000));

  next(): string {
    this.last += BigInt(randomInt(1, 1000));
    return this.last.toString();
  }

  dump(): string {
    return this.last.toString();
  }

  /** Ids never go back: ids that were given out since the dump stay unique. */
  load(last: string): void {
    if (BigInt(last) > this.last) this.last = BigInt(last);
  }
}

/** The host of all pictures; the name never resolves. */
export const HOST = "https://cdn.coze-emulator.invalid";
