import { setTimeout as wait } from "node:timers/promises";

/** Time as the emulator has it. Inject one to decide yourself when it passes. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends after that long, or at once when the signal is aborted; it never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
};
