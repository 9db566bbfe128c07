import { fstatSync } from "node:fs";
import { engineOfProcess } from "../session/run-claims";
import type { Session } from "../session/session";

const LOOK_MS = 2_000;

/**
 * Ends this process when its engine ends: if the engine is killed, nobody else ends the process. Calls that must finish
 * do so first. A process that a person started, to attach an engine to it, keeps running.
 */
export function leaveWithEngine(session: Session): void {
  if (engineOfProcess() === undefined) return;
  let isLeaving = false;
  const leave = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    void session.end().finally(() => process.exit(1));
  };
  // The engine reads both streams. The listener also prevents an endless loop of the SDK's host: the host writes an
  // unknown error to the standard error, which fails again.
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

/**
 * Calls `leave` when the standard input ends. The engine holds its other end as long as it lives, and never writes to
 * it.
 */
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
    // The descriptor is closed.
    return false;
  }
}
