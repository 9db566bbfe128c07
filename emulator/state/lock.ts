import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

/**
 * Locks a file against other emulators, by a file beside it with the id of this process. The returned function unlocks
 * it.
 */
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
    // The process that held it was killed.
    rmSync(beside, { force: true });
  }
}

function holderOf(beside: string): string {
  try {
    return readFileSync(beside, "utf8");
  } catch {
    // It was unlocked a moment ago.
    return "";
  }
}

export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
