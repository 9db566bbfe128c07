import { fstatSync } from "node:fs";
import { engineOfProcess } from "../session/run-claims";
import type { Session } from "../session/session";

const LOOK_MS = 2_000;

/**
 * Ends this process with the engine that started it: nobody else does after the engine was killed. A call that must not
 * be cut ends first. A process that a person started, to attach an engine to it, stays.
 */
export function leaveWithEngine(session: Session): void {
  if (engineOfProcess() === undefined) return;
  let isLeaving = false;
  const leave = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    void session.end().finally(() => process.exit(1));
  };
  // The engine reads both ends. The listener is also what keeps the SDK's host from an endless loop: that one writes
  // each error it does not know to the standard error, which fails again.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", ({ code }: NodeJS.ErrnoException) => {
      if (code === "EPIPE") leave();
    });
  }
  whenInputEnds(leave);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) leave();
  }, LOOK_MS).unref();
}

/** The engine holds the other end of the standard input as long as it lives, and never writes to it. */
function whenInputEnds(leave: () => void): void {
  if (!isPipe(0)) return;
  const { stdin } = process;
  for (const event of ["end", "close", "error"]) stdin.on(event, leave);
  stdin.resume();
  stdin.unref();
}

function isPipe(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    // It is closed.
    return false;
  }
}
