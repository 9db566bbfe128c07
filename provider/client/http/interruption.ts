import { AsyncLocalStorage } from "node:async_hooks";

/** What holds for all calls of one step of a resource. */
interface Limits {
  /** When the step is to be over, by the clock of the session. */
  readonly deadline?: number;
  /** A look for a lost answer: were it cut short, an object would be lost. */
  readonly runsToEnd?: boolean;
}

const limits = new AsyncLocalStorage<Limits>();

/** Runs a step that may last until then, with all its calls and waits. */
export function until<T>(deadline: number, step: () => Promise<T>): Promise<T> {
  return limits.run({ deadline }, step);
}

/** Runs work that neither a cancellation nor a deadline cuts short. */
export function toItsEnd<T>(work: () => Promise<T>): Promise<T> {
  return limits.run({ runsToEnd: true }, work);
}

/** When the step that this is called in is to be over. */
export function stepDeadline(): number | undefined {
  return limits.getStore()?.deadline;
}

/** Cuts waits short once the user has cancelled the run. Calls under way are finished. */
export class Interruption {
  private readonly waits = new Set<() => void>();
  private isOver = false;

  cancel(): void {
    this.isOver = true;
    for (const stop of [...this.waits]) stop();
  }

  /** Waits for it, unless the run is cancelled; `stopped` is run at once where it is. */
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
