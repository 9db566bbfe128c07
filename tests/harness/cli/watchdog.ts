import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { join } from "node:path";

/** Starts and controls `reaper.mjs`, in the process that opened the workspace. */
export class Watchdog {
  private readonly child: ChildProcess;
  private runs = 0;

  constructor(
    private readonly workspace: string,
    directory: string,
  ) {
    this.child = spawn(process.execPath, [join(__dirname, "reaper.mjs"), workspace, directory], {
      detached: true,
      stdio: ["pipe", "pipe", "inherit"],
      env: {},
    });
    this.hold(false);
  }

  /** A new run, with the mark that all its processes have in their environment. */
  nextRun(): { run: number; mark: Record<string, string> } {
    const run = ++this.runs;
    return { run, mark: { PULUMI_COZE_RUN: `${this.workspace}.${run}.` } };
  }

  /** Ends every process of a run. */
  async kill(run: number): Promise<void> {
    if (!this.child.stdin?.writable || !this.child.stdout) return;
    this.hold(true);
    this.child.stdin.write(`${run}\n`);
    const over = new AbortController();
    const options = { signal: over.signal };
    const events = [once(this.child.stdout, "data", options), once(this.child, "exit", options)];
    await Promise.race(events);
    over.abort();
    await Promise.allSettled(events);
    this.hold(false);
  }

  /** Ends all processes of the workspace and removes its directory. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.hold(true);
    const ended = once(this.child, "exit");
    this.child.stdin?.end();
    await ended;
  }

  /** Sets whether the reaper keeps this process alive: only while something waits for it. */
  private hold(on: boolean): void {
    for (const handle of [this.child, this.child.stdin as Socket | null, this.child.stdout as Socket | null]) {
      if (on) handle?.ref();
      else handle?.unref();
    }
  }
}
