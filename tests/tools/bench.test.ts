import { OPERATIONS, type Sample } from "../../tools/bench/measure";
import { CONTENDERS, type Contender } from "../../tools/bench/place";
import { median, table } from "../../tools/bench/table";

/** Three repetitions, the floor in 1 s and 2 ms a pair, the naive provider in ten times that. */
function samples(...sizes: number[]): Sample[] {
  return sizes.flatMap((bots) =>
    (Object.keys(CONTENDERS) as Contender[]).flatMap((contender) =>
      [0, 1, 2].flatMap((repetition) =>
        OPERATIONS.map((operation) => {
          const ms = (1000 + 2 * bots) * (contender === "naive" ? 10 : 1) * (1 + repetition / 10);
          return { contender, bots, repetition, operation, ms, calls: bots, stateBytes: 1000 * bots };
        }),
      ),
    ),
  );
}

test("the table has seconds, the ratio of what ran side by side, calls, and the growth of one more pair", () => {
  const lines = table(samples(1, 10, 100)).split("\n");
  expect(lines).toHaveLength(2 + OPERATIONS.length * Object.keys(CONTENDERS).length + 1);
  expect(lines[0]).toBe("| operation | contender | 1 pair | 10 pairs | 100 pairs | one more pair, from 10 to 100 |");
  expect(lines).toContain(
    "| edit | naive dynamic provider | 11.02 s, 10.00 ×, 1 call | 11.22 s, 10.00 ×, 10 calls | 13.20 s, 10.00 ×, 100 calls | 22.0 ms |",
  );
  expect(lines.at(-1)).toContain("pulumi-coze 100.0 kB, its plugin 100.0 kB");
  expect(table(samples(1)).split("\n")[0]).toBe("| operation | contender | 1 pair |");
});

test("the median of an even number is between the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 9])]).toEqual([2, 3]);
});
