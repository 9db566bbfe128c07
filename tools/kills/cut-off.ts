import { setTimeout as sleep } from "node:timers/promises";
import { providersOf } from "../../tests/harness/cli/processes";
import type { RunningCommand } from "../../tests/harness/cli/types";
import type { Case } from "./cases";
import type { TwoBots } from "./stack";

export interface CutOff {
  /** The run, whose provider may still be at work. */
  readonly run: RunningCommand;
  /** Whether the run was still at work at that moment. */
  readonly hit: boolean;
  /** The number of calls that had arrived by then. */
  readonly calls: number;
}

/** Runs `up` and cuts it off. A provider that outlives its CLI goes on. */
export async function cutOff(stack: TwoBots, { victim, moment }: Case): Promise<CutOff> {
  stack.emulator.clearCalls();
  let arrived = 0;
  const stopCounting = stack.emulator.on("begin", () => arrived++);
  const run = await stack.ws.start(["up", "--yes", "--skip-preview"], { expect: "any" });
  const ended = new AbortController();
  const done = run.done.finally(() => ended.abort());
  while (arrived < moment.calls && !ended.signal.aborted) await Promise.race([done, sleep(5)]);
  await Promise.race([done, sleep(moment.ms)]);
  const hit = !ended.signal.aborted && (await strike(stack, run, victim));
  const calls = arrived;
  await done;
  stopCounting();
  return { run, hit, calls };
}

async function strike(stack: TwoBots, run: RunningCommand, victim: Case["victim"]): Promise<boolean> {
  if (victim === "both") await run.kill();
  else if (victim === "Ctrl-C") run.interrupt();
  else return kill(victim === "cli" ? [run.pid ?? 0] : providersOf(stack.ws));
  return true;
}

function kill(pids: readonly number[]): boolean {
  for (const pid of pids.filter((each) => each > 0)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // The process has ended by itself.
      return false;
    }
  }
  return pids.length > 0;
}
