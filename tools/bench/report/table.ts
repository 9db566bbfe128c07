import { CONTENDERS, OPERATIONS } from "../contenders";
import { ROLES, type Role, type Use } from "../measure/processes";
import type { Results } from "../run";
import { ratios, slope, spreadOf } from "../stats";
import { figures } from "./figures";
import type { Machine } from "./machine";
import { calls, emptyStack, ratioText, sizes, times } from "./samples";

/** All tables of a run, in Markdown. */
export function tables(results: Results, machine: Machine): string {
  return [
    `Machine: ${machine.cores} cores, Node.js ${machine.node}, Pulumi ${machine.pulumi}; load average ${machine.load}.`,
    `Latency of a call ${results.latencyMs} ms, parallelism 16, prompts of ${results.promptBytes / 1000} kB. Ratios are of runs side by side:`,
    "median (lowest–highest).",
    section("Figures", figureTable(results)),
    section("Seconds by number of pairs", timeTable(results)),
    section("Over trivial dynamic resources", ratioTable(results)),
    section("Calls by number of pairs", callTable(results)),
    section("What one more pair costs", slopeTable(results)),
    section("Processes of an `up`", processTable(results)),
    section("Calls of each step", stepTable(results)),
  ].join("\n");
}

function section(title: string, rows: string[][]): string {
  const [head = [], ...body] = rows;
  const lines = [head, head.map(() => "---"), ...body].map((row) => `| ${row.join(" | ")} |`);
  return `\n## ${title}\n\n${lines.join("\n")}`;
}

function figureTable(results: Results): string[][] {
  const rows = figures(results).map(({ figure, measured, target, reached }) => [
    figure,
    measured,
    target,
    reached === undefined ? "" : reached ? "yes" : "**no**",
  ]);
  return [["figure", "measured", "target", "reached"], ...rows];
}

type Cell = (contender: string, operation: (typeof OPERATIONS)[number], bots: number) => string;

function byOperation(results: Results, contenders: readonly string[], cell: Cell): string[][] {
  const measured = sizes(results);
  const rows = OPERATIONS.flatMap((operation) =>
    CONTENDERS.filter(({ id, operations }) => contenders.includes(id) && operations.includes(operation)).map(
      ({ id, label }) => [operation, label, ...measured.map((bots) => cell(id, operation, bots))],
    ),
  );
  return [["operation", "contender", ...measured.map(String)], ...rows];
}

const ALL = CONTENDERS.map(({ id }) => id);

function timeTable(results: Results): string[][] {
  const table = byOperation(results, ALL, (contender, operation, bots) => {
    const { median, min, max } = spreadOf(times(results, contender, operation, bots).map((ms) => ms / 1000));
    return min === max ? median.toFixed(1) : `${median.toFixed(1)} (${min.toFixed(1)}–${max.toFixed(1)})`;
  });
  const empty = OPERATIONS.map((operation) => `${operation} ${(emptyStack(results, operation) / 1000).toFixed(1)}`);
  return [...table, ["an empty stack", empty.join(", "), ...sizes(results).map(() => "")]];
}

function ratioTable(results: Results): string[][] {
  return byOperation(results, ["package", "naive"], (contender, operation, bots) =>
    ratioText(ratios(times(results, contender, operation, bots), times(results, "floor", operation, bots))),
  );
}

function callTable(results: Results): string[][] {
  return byOperation(results, ["package", "naive", "script"], (contender, operation, bots) =>
    String(calls(results, contender, operation, bots)),
  );
}

/** From the sizes of ten and more, where the start no longer outweighs it. */
function slopeTable(results: Results): string[][] {
  const large = sizes(results).filter((bots) => bots >= 10);
  if (large.length < 2) return [["operation"], ["too few sizes were measured"]];
  const rows = OPERATIONS.map((operation) => [
    operation,
    ...CONTENDERS.map(({ id, operations }) => {
      if (!operations.includes(operation)) return "";
      const points = large.map((bots) => [bots, spreadOf(times(results, id, operation, bots)).median] as const);
      return `${slope(points).toFixed(1)} ms`;
    }),
  ]);
  const bytes = ALL.map((id) => results.state[id]).map((size) => (size ? `${size.pairBytes.toFixed(0)} bytes` : ""));
  return [["operation", ...CONTENDERS.map(({ label }) => label)], ...rows, ["state", ...bytes]];
}

function processTable({ processes }: Results): string[][] {
  if (processes.length === 0) return [["process"], ["not reported by this operating system"]];
  const contenders = CONTENDERS.filter(({ id }) => processes[0]?.runs[id]);
  const rows = processes.flatMap(({ bots, promptBytes, runs }) =>
    ROLES.map((role) => [
      `${bots} pairs, prompts of ${promptBytes / 1000} kB`,
      role === "bench" ? "emulator, and the measuring" : role,
      ...contenders.map(({ id }) => useOf(runs[id] ?? [], role)),
    ]),
  );
  return [["computing, peak memory", "process", ...contenders.map(({ label }) => label)], ...rows];
}

function useOf(runs: readonly Record<Role, Use>[], role: Role): string {
  const median = (key: keyof Use): string => spreadOf(runs.map((run) => run[role][key])).median.toFixed(0);
  return `${median("cpuMs")} ms, ${median("peakMb")} MB`;
}

function stepTable({ calls: steps }: Results): string[][] {
  const rows = Object.entries(steps).map(([step, counts]) => [
    step,
    Object.entries(counts)
      .map(([route, count]) => `${count} × \`${route}\``)
      .join(", ") || "none",
  ]);
  return [["step", "calls"], ...rows];
}
