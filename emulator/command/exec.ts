import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;
/** How long processes that the command left running may take to end. */
const END_MS = 2_000;

/**
 * Runs a command in the shell, passes signals on to its process group, and ends the processes that it leaves running.
 * Returns the exit code.
 */
export async function execute(command: string, env: Record<string, string>): Promise<number> {
  const passOn = (signal: NodeJS.Signals): void => void send(child, signal);
  // The listeners come before the command: otherwise a signal in between would end the emulator alone, and leave the
  // command running.
  for (const signal of SIGNALS) process.on(signal, passOn);
  // In its own process group a signal also reaches the processes that the shell has started.
  const child = spawn(command, {
    shell: true,
    stdio: "inherit",
    detached: process.platform !== "win32",
    env: { ...process.env, ...env },
  });
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  await endGroup(child);
  for (const name of SIGNALS) process.off(name, passOn);
  return code ?? 128 + constants.signals[signal ?? "SIGTERM"];
}

/** Whether there was a process to send the signal to. */
function send(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    return false;
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (!send(child, "SIGTERM")) return;
  const until = Date.now() + END_MS;
  while (send(child, 0)) {
    if (Date.now() > until) send(child, "SIGKILL");
    await sleep(20);
  }
}
