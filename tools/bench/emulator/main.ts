import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "../../install-matrix/tools";
import { measureLoad, type Load } from "./load";
import { measureReady, type Ready } from "./ready";

const STARTS = 9;
/** The ring of calls is full by then. */
const FULL_AFTER_ROUNDS = 3;

interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly isReached: boolean;
}

export function figuresOf(load: Load, ready: Ready): Figure[] {
  const [full, last] = [load.heaps[FULL_AFTER_ROUNDS - 1] ?? NaN, load.heaps.at(-1) ?? NaN];
  const { emulator, node } = ready;
  return [
    {
      what: "ready, from the packed package",
      measured: `fastest ${whole(emulator.min)}, median ${whole(emulator.median)} (node -e 0: ${whole(node.min)}, ${whole(node.median)})`,
      ...{ target: "fastest < 300 ms", isReached: emulator.min < 300 },
    },
    {
      what: "reads",
      measured: `${load.perProcessorSecond} per second of processor time; ${load.emulator} a second, median (bare hono ${load.bare})`,
      ...{ target: ">= 2000 per second of processor time", isReached: load.perProcessorSecond >= 2000 },
    },
    {
      what: "heap, from the full call log to the end",
      measured: `${full.toFixed(1)} MB to ${last.toFixed(1)} MB`,
      ...{ target: "at most 10 % more", isReached: last <= full * 1.1 },
    },
  ];
}

function whole(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

/** `npm run bench:emulator -- 100000`: its start, its reads beside a bare hono server, and its heap after so many calls. */
async function main([calls = "100000"]: string[]): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "coze-emulator-bench-"));
  try {
    execFileSync("tar", ["-xzf", await pack(dir), "-C", dir]);
    console.log(`Load average ${loadavg()[0]?.toFixed(1) ?? "unknown"} on ${availableParallelism()} cores`);
    const ready = await measureReady(join(dir, "package"), STARTS);
    const load = await measureLoad(Number(calls), console.log);
    for (const { what, measured, target, isReached } of figuresOf(load, ready)) {
      console.log(`${what}: ${measured}; target ${target}: ${isReached ? "yes" : "NO"}`);
      if (!isReached) process.exitCode = 1;
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

if (require.main === module) void main(process.argv.slice(2));
