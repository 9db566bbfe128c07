import { existsSync, readFileSync } from "node:fs";

/** Whether a process runs. A zombie does not run: it has ended, and its parent has not read its exit code yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  // Without /proc, a zombie cannot be told from a running process.
  if (!existsSync("/proc/self/stat")) return false;
  // The state follows the name of the program in parentheses.
  return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}
