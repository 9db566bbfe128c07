import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  detectableAtBest,
  detectableDrop,
  isSignificant,
  pBetter,
  pBounds,
  pWorse,
  type Stratum,
} from "../../../provider/values/no-worse";

const stratum = (bp: number, bn: number, cp: number, cn: number): Stratum => ({
  baseline: { passed: bp, runs: bn },
  candidate: { passed: cp, runs: cn },
});
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe("figures of R", () => {
  const lines = readFileSync(join(__dirname, "../../fixtures/exact-tests/r.txt"), "utf8").trim().split("\n");
  const tables = lines
    .filter((line) => !line.startsWith("#"))
    .map((line) => {
      const [cases = "", less, greater] = line.split(" | ");
      const strata = cases.split(" ").map((one) => {
        const [bp = 0, bn = 0, cp = 0, cn = 0] = one.split(/[/,]/).map(Number);
        return stratum(bp, bn, cp, cn);
      });
      return { strata, less: Number(less), greater: Number(greater) };
    });

  test("there are enough of them, of one case and of many", () => {
    const sizes = tables.map(({ strata }) => strata.length);
    expect(sizes.length).toBeGreaterThanOrEqual(200);
    expect([Math.min(...sizes), Math.max(...sizes) > 90]).toEqual([1, true]);
  });

  test("p is theirs to 1e-9, in both directions, and small ones to nine digits", () => {
    for (const { strata, less, greater } of tables) {
      expect(Math.abs(pWorse(strata) - less)).toBeLessThan(1e-9 * Math.max(less, 1e-6));
      expect(Math.abs(pBetter(strata) - greater)).toBeLessThan(1e-9 * Math.max(greater, 1e-6));
    }
  });
});

test("a p that equals alpha is significant, whatever its rounding", () => {
  expect(isSignificant(pWorse([stratum(3, 3, 0, 3)]), 0.05)).toBe(true);
  expect(isSignificant(0.0500001, 0.05)).toBe(false);
});

test("without a chat nothing is known", () => {
  expect(pWorse([stratum(0, 0, 0, 0), stratum(0, 0, 3, 3)])).toBe(1);
});

test.each([
  ["12 cases once: 5 of 12", times(12, 1), 5],
  ["5 cases once: all of them", times(5, 1), 5],
  ["4 cases once: nothing", times(4, 1), undefined],
  ["one case three times: all of them", [3], 3],
  ["one case twice: nothing", [2], undefined],
  ["12 cases five times", times(12, 5), 5],
])("%s can be found", (_what, planned, drop) => {
  expect(detectableAtBest(planned, 0.05)).toBe(drop);
});

test("a baseline that rarely passes leaves nothing to find", () => {
  expect(detectableDrop(times(12, stratum(0, 5, 3, 5)), 0.05)).toBeUndefined();
  expect(detectableDrop([stratum(2, 5, 0, 5)], 0.05)).toBeUndefined();
});

const count = (runs: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: runs });
/** Cases of which some chats are done; the other flags say how the rest of both bots comes out. */
const partial = fc.integer({ min: 1, max: 6 }).chain((planned) =>
  fc.tuple(count(planned), count(planned)).chain(([bn, cn]) =>
    fc.record({
      planned: fc.constant(planned),
      done: fc.tuple(count(bn), count(cn)).map(([bp, cp]) => stratum(bp, bn, cp, cn)),
      rest: fc.tuple(count(planned - bn), count(planned - cn)),
    }),
  ),
);

test("whatever comes, p ends between its bounds, and lies between them now", () => {
  fc.assert(
    fc.property(fc.array(partial, { minLength: 1, maxLength: 6 }), (cases) => {
      const now = cases.map(({ done }) => done);
      const end = cases.map(({ done: { baseline, candidate }, planned, rest: [b, c] }) =>
        stratum(baseline.passed + b, planned, candidate.passed + c, planned),
      );
      const { lowest, highest } = pBounds(
        now,
        cases.map(({ planned }) => planned),
      );
      for (const p of [pWorse(now), pWorse(end)]) {
        expect(p).toBeGreaterThanOrEqual(lowest - 1e-12);
        expect(p).toBeLessThanOrEqual(highest + 1e-12);
      }
    }),
    { numRuns: 500 },
  );
});

test("100 cases of 100 chats each are no problem", () => {
  expect(pWorse(times(100, stratum(95, 100, 93, 100)))).toBeLessThan(0.001);
});
