import { existsSync, readFileSync } from "node:fs";

/** Whether a process runs. A zombie does not: it has ended, and nobody has asked for its exit code yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  // Systems without /proc do not show it here.
  if (!existsSync("/proc/self/stat")) return false;
  // The state follows the name of the program in parentheses.
  return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}
