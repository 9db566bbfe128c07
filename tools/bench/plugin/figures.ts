import type { Operation } from "../contenders";
import { ratios, spreadOf, type Spread } from "../stats";
import type { PluginResults } from "./measure";

export interface Figure {
  readonly what: string;
  readonly ratio: Spread;
  readonly target: number;
  readonly isReached: boolean;
}

/** The ratios that have a target, at the largest size where nothing else is said. */
export function figuresOf({ sizes, samples, starts, stateBytes, peaks }: PluginResults): Figure[] {
  const largest = Math.max(...sizes);
  const over = (contender: string, other: string, operation: Operation, bots = largest): Spread => {
    const of = (id: string): number[] =>
      samples.filter((s) => s.contender === id && s.operation === operation && s.bots === bots).map(({ ms }) => ms);
    return ratios(of(contender), of(other));
  };
  const figure = (what: string, ratio: Spread, target: number): Figure => ({
    what,
    ratio,
    target,
    isReached: ratio.median <= target,
  });
  const pairs = `${largest} ${largest === 1 ? "pair" : "pairs"}`;
  return [
    figure("start to port, plugin over dynamic host", ratios(starts.plugin, starts.dynamic), 0.25),
    figure("`up` of 1 pair, YAML over classes in TypeScript", over("yaml", "typescript", "up", 1), 0.4),
    figure(`refresh of ${pairs}, plugin over classes`, over("plugin", "package", "refresh"), 0.65),
    figure(`edit of all ${pairs}, plugin over classes`, over("plugin", "package", "edit"), 0.8),
    figure(`destroy of ${pairs}, plugin over classes`, over("plugin", "package", "destroy"), 0.75),
    figure(`state of ${pairs}, plugin over classes`, spreadOf([stateBytes.plugin / stateBytes.dynamic]), 0.92),
    figure(`\`up\` of ${pairs}, plugin over trivial plugin`, over("plugin", "trivial-plugin", "up"), 1.1),
    figure(
      `\`up\` of ${pairs}, plugin over trivial plugin that makes the calls`,
      over("plugin", "trivial-plugin-calling", "up"),
      1.1,
    ),
    figure(`no-op preview of ${pairs}, plugin over trivial plugin`, over("plugin", "trivial-plugin", "preview"), 1.05),
    ...(peaks
      ? [figure(`peak memory at ${pairs}, plugin over dynamic host`, ratios(peaks.plugin, peaks.dynamic), 1)]
      : []),
  ];
}

export function tableOf(results: PluginResults): string {
  const rows = figuresOf(results).map(({ what, ratio, target, isReached }) => {
    const { median, min, max, times } = ratio;
    const spread = times > 1 ? ` (${min.toFixed(2)}–${max.toFixed(2)})` : "";
    return `| ${what} | ${median.toFixed(2)}${spread} | ≤ ${target} | ${isReached ? "yes" : "no"} |`;
  });
  return ["| figure | measured | target | reached |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** Seconds of each operation, by contender and number of pairs. */
export function secondsOf({ samples }: PluginResults): string {
  const keys = [...new Set(samples.map(({ contender, bots }) => `${bots} ${contender}`))];
  const operations: readonly Operation[] = ["up", "preview", "edit", "refresh", "destroy"];
  const rows = keys.map((key) => {
    const cells = operations.map((operation) => {
      const times = samples.filter((s) => `${s.bots} ${s.contender}` === key && s.operation === operation);
      return times.length === 0 ? "" : (spreadOf(times.map(({ ms }) => ms)).median / 1000).toFixed(2);
    });
    return `| ${key.replace(" ", " | ")} | ${cells.join(" | ")} |`;
  });
  const head = `| pairs | contender | ${operations.join(" | ")} |`;
  return [head, `| --- | --- |${" --- |".repeat(operations.length)}`, ...rows].join("\n");
}
