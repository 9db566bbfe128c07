import { figuresOf, secondsOf, tableOf } from "../../tools/bench/plugin/figures";
import type { PluginResults } from "../../tools/bench/plugin/measure";
import type { Operation } from "../../tools/bench/contenders";

const OPERATIONS: readonly Operation[] = ["up", "preview", "edit", "refresh", "destroy"];

/** As if the plugin took this part of the time, memory and state of the classes. */
function results(part: number): PluginResults {
  const ms = {
    package: 1000,
    typescript: 2000,
    plugin: 1000 * part,
    "trivial-plugin": 600,
    "trivial-plugin-calling": 650,
    yaml: 1000 * part,
  };
  const samples = [1, 100].flatMap((bots) =>
    Object.entries(ms).flatMap(([contender, each]) =>
      OPERATIONS.map((operation) => ({ contender, bots, operation, repetition: 0, ms: each * bots, calls: 0 })),
    ),
  );
  return {
    sizes: [1, 100],
    samples,
    starts: { dynamic: [600, 620], plugin: [600 * part * 0.3, 620 * part * 0.3] },
    stateBytes: { dynamic: 1000, plugin: 1400 * part },
    peaks: { dynamic: [100], plugin: [160 * part] },
  };
}

test("every figure of the plugin has its target, and can miss it", () => {
  expect(figuresOf(results(0.62)).filter(({ isReached }) => !isReached)).toEqual([]);
  expect(figuresOf(results(0.9)).filter(({ isReached }) => isReached)).toEqual([]);
  expect(figuresOf(results(0.62)).map(({ target }) => target)).toEqual([
    0.25, 0.4, 0.65, 0.8, 0.75, 0.92, 1.1, 1.1, 1.05, 1,
  ]);
});

test("the tables have the ratios and the seconds", () => {
  const all = results(0.62);
  expect(tableOf(all)).toContain("| start to port, plugin over dynamic host | 0.19 (0.19–0.19) | ≤ 0.25 | yes |");
  expect(tableOf(all)).toContain("| refresh of 100 pairs, plugin over classes | 0.62 | ≤ 0.65 | yes |");
  expect(secondsOf(all)).toContain("| 100 | plugin | 62.00 | 62.00 | 62.00 | 62.00 | 62.00 |");
});
