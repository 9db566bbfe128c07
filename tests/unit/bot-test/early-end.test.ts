import fc from "fast-check";
import type { ChatAnswer, ChatRequest } from "../../../provider/client/chat-types";
import { runComparison, type ComparedOutcome } from "../../../provider/resources/bot-test/compare/run";
import { ARMS, pairOf, type Arm, type Pair } from "../../../provider/resources/bot-test/compare/tally";
import { comparisonOf } from "../../../provider/resources/bot-test/compare/verdict";
import { detectableAtBest } from "../../../provider/values/no-worse";
import { answer } from "./samples";

/** Whether each planned chat of each case passes. */
type Answers = readonly Readonly<Record<Arm, readonly boolean[]>>[];

interface Asked {
  readonly answers: Answers;
  readonly alpha: number;
  readonly isGate: boolean;
  readonly minPassed?: number;
  readonly seed: number;
}

const CASE = { name: "a", ask: "?", expect: [{ contains: "right" }] };

/** Random numbers from 0 to 1 that are the same for a seed. */
function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Asks both bots; the answers arrive in an order of the seed. */
function compare({ answers, alpha, isGate, minPassed, seed }: Asked): Promise<ComparedOutcome> {
  const random = randomOf(seed);
  const left = new Map<string, boolean[]>(
    answers.flatMap((each, i) => ARMS.map((arm) => [`${arm} ${i}`, [...each[arm]]] as const)),
  );
  const send = async ({ botId, messages }: ChatRequest): Promise<ChatAnswer> => {
    const passes = left.get(`${botId} ${messages[0]?.content}`)?.shift();
    for (let turns = Math.floor(12 * random()); turns > 0; turns--) await Promise.resolve();
    return answer(passes ? "right" : "wrong");
  };
  const cases = answers.map(({ baseline: { length: repeat } }, i) => ({
    ...{ ...CASE, name: String(i), ask: String(i), repeat },
    ...(minPassed === undefined ? {} : { minPassed: Math.min(minPassed, repeat) }),
  }));
  const subjects = {
    baseline: { botId: "baseline", source: "live" },
    candidate: { botId: "candidate", source: "draft" },
  } as const;
  const concurrency = 1 + Math.floor(8 * random());
  return runComparison({ cases, subjects, alpha, isGate, goesOn: false, concurrency }, send);
}

/** The counts of all answers. */
function whole(answers: Answers): Pair[] {
  return answers.map((each, i) => {
    const pair = pairOf({ ...CASE, repeat: each.baseline.length }, i);
    for (const arm of ARMS) {
      pair[arm].passed = each[arm].filter(Boolean).length;
      pair[arm].failed = each[arm].length - pair[arm].passed;
    }
    return pair;
  });
}

const verdictOf = (pairs: readonly Pair[], alpha: number): string => comparisonOf(pairs, alpha, "1").comparison.verdict;
const right = (planned: readonly number[]): Answers =>
  planned.map((runs) => ({
    baseline: Array.from({ length: runs }, () => true),
    candidate: Array.from({ length: runs }, () => true),
  }));

const DESIGNS: readonly (readonly number[])[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 12].flatMap((cases) =>
    [1, 2, 3, 5].map((repeat) => Array.from({ length: cases }, () => repeat)),
  ),
  ...[[3, 1], [5, 1, 1], [10], [1, 2, 3, 4]],
];
const ALPHAS = [0.5, 0.1, 0.05, 0.01, 0.001, 0.0001];

test.each(ALPHAS)(
  "alpha %d: bots that are always right are no worse wherever the whole suite could find a drop",
  async (alpha) => {
    for (const planned of DESIGNS) {
      const expected = detectableAtBest(planned, alpha) === undefined ? "not enough chats" : "no worse";
      for (let seed = 0; seed < 6; seed++) {
        const isGate = seed % 2 === 0;
        const { pairs } = await compare({ answers: right(planned), alpha, isGate, minPassed: 1, seed });
        expect([planned, seed, verdictOf(pairs, alpha)]).toEqual([planned, seed, expected]);
      }
    }
  },
);

/** A case of up to five chats; bots are often right, so that all verdicts come up. */
const oneCase = fc.integer({ min: 1, max: 5 }).chain((runs) => {
  const side = (weight: number): fc.Arbitrary<boolean[]> =>
    fc.array(fc.oneof({ weight, arbitrary: fc.constant(true) }, { weight: 2, arbitrary: fc.constant(false) }), {
      minLength: runs,
      maxLength: runs,
    });
  return fc.record({ baseline: side(12), candidate: fc.oneof(side(12), side(2)) });
});

test("an early end has the verdict of asking all, whatever the answers and their order", async () => {
  const seen = new Map<string, number>();
  let early = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(oneCase, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...ALPHAS),
      fc.boolean(),
      fc.nat(10_000),
      async (answers, alpha, isGate, seed) => {
        const { pairs, endedEarly } = await compare({ answers, alpha, isGate, minPassed: 1, seed });
        const verdict = verdictOf(pairs, alpha);
        expect(verdict).toBe(verdictOf(whole(answers), alpha));
        seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
        early += endedEarly.length > 0 ? 1 : 0;
      },
    ),
    { numRuns: 600, seed: 1 },
  );
  expect([...seen.keys()].sort()).toEqual(["no worse", "not enough chats", "worse"]);
  expect(early).toBeGreaterThan(80);
});
