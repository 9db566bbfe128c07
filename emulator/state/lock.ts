import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

/** Keeps other emulators from a file, by a file beside it that names this process. The result gives it back. */
export function lock(path: string): () => void {
  const beside = `${path}.lock`;
  for (;;) {
    try {
      const file = openSync(beside, "wx", 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(beside, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const pid = Number(holderOf(beside));
    if (isRunning(pid)) {
      throw new Error(`another emulator (process ${pid}) uses it; if there is none, remove ${beside}`);
    }
    // Its process was killed.
    rmSync(beside, { force: true });
  }
}

function holderOf(beside: string): string {
  try {
    return readFileSync(beside, "utf8");
  } catch {
    // It was given back a moment ago.
    return "";
  }
}

/** Whether there is a process with this id. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
