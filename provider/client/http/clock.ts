import { AsyncLocalStorage } from "node:async_hooks";

/** Time and chance. Tests replace them. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};

/** The limits of all calls of one step of a resource. */
interface Limits {
  /** The deadline of the step, by the clock of the session. */
  readonly deadline?: number;
  /**
   * Whether the work runs to its end. The search after a lost answer does: without its result, an object would be lost.
   */
  readonly runsToEnd?: boolean;
}

const limits = new AsyncLocalStorage<Limits>();

/** Runs a step whose calls and waits end at the deadline. */
export function until<T>(deadline: number, step: () => Promise<T>): Promise<T> {
  return limits.run({ deadline }, step);
}

/** Runs work to its end, also after a cancellation or a deadline. */
export function toItsEnd<T>(work: () => Promise<T>): Promise<T> {
  return limits.run({ runsToEnd: true }, work);
}

/** The deadline of the running step. */
export function stepDeadline(): number | undefined {
  return limits.getStore()?.deadline;
}

/** Ends waits early if the user cancels the run. Requests that were already sent still finish. */
export class Interruption {
  private readonly waits = new Set<() => void>();
  private readonly kept = new Set<Promise<unknown>>();
  private isOver = false;

  cancel(): void {
    this.isOver = true;
    for (const stop of [...this.waits]) stop();
  }

  /** Notes a request that must finish even if the process is about to end. */
  keep<T>(request: Promise<T>): Promise<T> {
    const ended = request.finally(() => this.kept.delete(ended));
    this.kept.add(ended);
    return ended;
  }

  /** Waits for the requests that must finish. */
  async uncut(): Promise<void> {
    await Promise.allSettled(this.kept);
  }

  /** Waits until the promise settles or the run is cancelled. On a cancellation `stopped` runs at once. */
  wait<T>(wait: Promise<T>, stopped: () => void = () => undefined): Promise<T> {
    if (limits.getStore()?.runsToEnd === true) return wait;
    return new Promise<T>((resolve, reject) => {
      const stop = (): void => {
        this.waits.delete(stop);
        stopped();
        reject(new Error("The run was cancelled before the next call to Coze. Run the same command again to go on."));
      };
      wait.then(resolve, reject).finally(() => this.waits.delete(stop));
      if (this.isOver) stop();
      else this.waits.add(stop);
    });
  }
}
