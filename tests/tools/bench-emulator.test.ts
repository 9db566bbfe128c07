import { measureLoad } from "../../tools/bench/emulator/load";
import { figuresOf } from "../../tools/bench/emulator/main";

test("the emulator is measured beside a bare server, in the same run", async () => {
  const lines: string[] = [];
  const { emulator, bare, perProcessorSecond, heaps } = await measureLoad(600, (line) => lines.push(line));
  expect(lines).toEqual([expect.stringMatching(/^600 reads: \d+\/s, bare hono \d+\/s, heap \d+\.\d MB$/)]);
  expect(emulator).toBeGreaterThan(0);
  expect(bare).toBeGreaterThan(0);
  expect(perProcessorSecond).toBeGreaterThan(0);
  expect(heaps).toHaveLength(1);
});

test("a slow start, slow reads and a heap that grows miss their targets", () => {
  const spread = (median: number) => ({ median, min: median, max: median, times: 1 });
  const reached = (start: number, reads: number, end: number) =>
    figuresOf(
      { emulator: 900, bare: 20_000, perProcessorSecond: reads, heaps: [40, 35, 30, 31, end] },
      { emulator: spread(start), node: spread(40) },
    ).map(({ isReached }) => isReached);
  expect(reached(180, 3000, 31)).toEqual([true, true, true]);
  expect(reached(301, 1999, 34)).toEqual([false, false, false]);
});
