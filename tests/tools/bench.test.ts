import { CALLING_FLOOR, EQUAL_FLOOR, FLOOR, NAIVE, PACKAGE, SCRIPT, OPERATIONS } from "../../tools/bench/contenders";
import { runCycle, type Sample } from "../../tools/bench/measure/cycle";
import { stateSize } from "../../tools/bench/measure/state";
import { figures } from "../../tools/bench/report/figures";
import { expectedCalls } from "../../tools/bench/report/expected-calls";
import { tables } from "../../tools/bench/report/table";
import type { Results } from "../../tools/bench/run";
import { differences, ratios, slope, spreadOf } from "../../tools/bench/stats";

test("medians, spreads, ratios side by side, slopes", () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, times: 3 });
  expect(spreadOf([1, 2]).median).toBe(1.5);
  expect(ratios([2, 9], [1, 3]).median).toBe(2.5);
  expect(differences([5, 5], [1, 3]).median).toBe(3);
  expect(
    slope([
      [10, 25],
      [100, 205],
    ]),
  ).toBeCloseTo(2);
});

test("the tables hold every contender, operation and figure", () => {
  const text = tables(madeUp(), { cores: 2, node: "20", pulumi: "3", load: "0" });
  expect(text).toContain("| up | pulumi-coze | 1.1 (1.0–1.2) |");
  expect(text).toContain("| preview | naive dynamic provider | 4.4 (4.0–4.8) |");
  expect(text).toContain("| 100 pairs, prompts of 2 kB | provider | 1000 ms, 110 MB | 1000 ms, 100 MB |");
  expect(text).toContain(
    "100 pairs with prompts of 2 kB, over trivial dynamic resources | 1.10; 220 MB | ≤ 1.20 | yes |",
  );
  expect(text).toMatch(/over trivial dynamic resources \| 1\.00 .* ≤ 1\.10 \| yes/);
  expect(figures(madeUp()).filter(({ reached }) => reached === false)).toEqual([]);
});

test("a whole life of one pair on the real engine, and of the same bot by the script", async () => {
  const options = { bots: 1, repetition: 0, promptBytes: 100, latencyMs: 0, withStates: true };
  const { samples, states } = await runCycle([PACKAGE, SCRIPT], options);
  const told = samples.map(({ contender, operation, calls }) => `${contender} ${operation} ${calls}`);
  expect(told.sort()).toEqual(
    [
      "package up 3",
      "package preview 0",
      "package edit 2",
      "package refresh 2",
      "package destroy 1",
      "script up 2",
      "script edit 2",
      "script destroy 1",
    ].sort(),
  );
  const state = states.get(PACKAGE.id);
  expect(state && stateSize(state).providerText).toBeLessThanOrEqual(64);
});

function madeUp(): Results {
  const floors = [FLOOR, CALLING_FLOOR, EQUAL_FLOOR].map(({ id }): [string, number] => [id, 1]);
  const seconds: Record<string, number> = {
    [PACKAGE.id]: 1,
    ...Object.fromEntries(floors),
    [NAIVE.id]: 4,
    [SCRIPT.id]: 0.5,
  };
  const sample = (contender: string, bots: number, repetition: number): Sample[] =>
    OPERATIONS.map((operation) => ({
      contender,
      bots,
      repetition,
      operation,
      ms: (seconds[contender] ?? 0) * (1 + repetition / 10) * 1000,
      calls: contender === SCRIPT.id ? bots * 2 : 0,
    }));
  const samples = [1, 100].flatMap((bots) =>
    Object.keys(seconds).flatMap((id) => [0, 1, 2].flatMap((repetition) => sample(id, bots, repetition))),
  );
  const size = (bytes: number) => ({
    providerBytes: bytes,
    providerText: 60,
    botOverhead: 900,
    pairBytes: 4000,
  });
  const cost = { ms: 5, cpuMs: 5 };
  const uses = (peakMb: number) => {
    const use = { cpuMs: 1000, peakMb };
    return { engine: use, program: use, provider: use, bench: use };
  };
  return {
    latencyMs: 50,
    promptBytes: 2000,
    samples: [...samples, ...sample(FLOOR.id, 0, 0).map((one) => ({ ...one, ms: 100 }))],
    checkpointed: [],
    calls: expectedCalls,
    state: { package: size(120), floor: size(120), naive: size(12_000) },
    importTimes: [cost],
    firstCheck: { package: [cost], floor: [cost] },
    processes: [{ bots: 100, promptBytes: 2000, runs: { [PACKAGE.id]: [uses(110)], [FLOOR.id]: [uses(100)] } }],
  };
}
