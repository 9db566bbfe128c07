import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The two processes of a run that hold every resource, by what their command lines have. */
const PROCESSES = { provider: "dynamic-provider", program: "runner.cjs" };

/** Watches how much memory the processes of a workspace take at most. It knows Linux only, and elsewhere sees nothing. */
export class MemoryWatch {
  readonly peakMb: Partial<Record<keyof typeof PROCESSES, number>> = {};
  private readonly timer = setInterval(() => this.look(), 100);

  constructor(private readonly workspace: string) {}

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    if (!existsSync("/proc/self/status")) return;
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      if (!file(pid, "environ").includes(this.workspace)) continue;
      const command = file(pid, "cmdline");
      for (const [name, mark] of Object.entries(PROCESSES)) {
        const [, peak] = /VmHWM:\s+(\d+) kB/.exec(command.includes(mark) ? file(pid, "status") : "") ?? [];
        if (peak === undefined) continue;
        const known = this.peakMb[name as keyof typeof PROCESSES] ?? 0;
        this.peakMb[name as keyof typeof PROCESSES] = Math.max(known, Math.round(Number(peak) / 1024));
      }
    }
  }
}

function file(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    // It has ended.
    return "";
  }
}
