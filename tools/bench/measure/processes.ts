import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Contender } from "../contenders";
import { PARALLEL, type PlaceOptions } from "../setup";

export const ROLES = ["engine", "program", "provider", "bench"] as const;
/** `bench` is this process: the emulator, and the measuring. */
export type Role = (typeof ROLES)[number];

export interface Use {
  /** The highest resident size, in MB. */
  peakMb: number;
  /** What the process has computed, in milliseconds; other work on the machine does not lengthen it. */
  cpuMs: number;
}

/** What the processes of one `up` have used. Linux only. */
export async function processesOf(
  contender: Contender,
  declared: { bots: number; promptBytes: number },
  options: PlaceOptions,
): Promise<Record<Role, Use>> {
  const place = await contender.open(options);
  try {
    await place.declare(declared);
    const { pid = 0, done } = await place.ws.start(["up", "--yes", "--skip-preview", "--parallel", String(PARALLEL)]);
    const before = useOf(process.pid).cpuMs;
    const seen = new Map<number, Use & { role: Role }>();
    const ended = done.then(() => true);
    while (!(await Promise.race([ended, sleep(100, false)]))) {
      for (const child of under(pid)) {
        const role = child === pid ? "engine" : roleOf(child);
        if (role) seen.set(child, later({ role, ...useOf(child) }, seen.get(child)));
      }
    }
    const { peakMb, cpuMs } = useOf(process.pid);
    const bench = { peakMb, cpuMs: cpuMs - before };
    const found: Record<Role, Use> = { engine: nothing(), program: nothing(), provider: nothing(), bench };
    for (const { role, peakMb, cpuMs } of seen.values()) {
      found[role].peakMb += peakMb;
      found[role].cpuMs += cpuMs;
    }
    return found;
  } finally {
    await place.close();
  }
}

function nothing(): Use {
  return { peakMb: 0, cpuMs: 0 };
}

/** A process that is ending tells less than it did before. */
function later<T extends Use>(now: T, before: Use = nothing()): T {
  return { ...now, peakMb: Math.max(now.peakMb, before.peakMb), cpuMs: Math.max(now.cpuMs, before.cpuMs) };
}

/** A process and all that it has started. */
function under(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(stat(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const all = [root];
  for (const pid of all) all.push(...(children.get(pid) ?? []));
  return all;
}

function roleOf(pid: number): "program" | "provider" | undefined {
  const command = read(`/proc/${pid}/cmdline`);
  if (command.includes("runner.cjs")) return "program";
  return /dynamic-provider|plugin\/index\.js/.test(command) ? "provider" : undefined;
}

/** What a process has used so far. Linux only. */
export function useOf(pid: number): Use {
  const kilobytes = Number(/VmHWM:\s*(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  const fields = stat(pid);
  // In hundredths of a second, in user mode and in the kernel.
  return { peakMb: kilobytes / 1024, cpuMs: (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10 };
}

/** From the state on: the command's name before it is in parentheses, and may contain anything. */
function stat(pid: number): string[] {
  return read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, "")
    .split(" ");
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
