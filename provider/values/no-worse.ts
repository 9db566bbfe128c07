/**
 * Whether one bot passes less often than another: an exact stratified permutation test.
 *
 * Of each case, the passes of both bots are a 2×2 table. If the bots do not differ, it is chance which of a case's
 * chats are the candidate's, so its share of the case's passes is hypergeometric. The sum over the cases is their
 * convolution. Nothing is approximated.
 */

/** Chats of one case with one bot. */
export interface Count {
  readonly passed: number;
  readonly runs: number;
}

/** The chats of one case. */
export interface Stratum {
  readonly baseline: Count;
  readonly candidate: Count;
}

/** The chance of each number of passes of the candidate, from `from` on. */
interface Distribution {
  readonly from: number;
  readonly chances: readonly number[];
}

/** A p that equals `alpha` may differ from it by the rounding of numbers. */
const ROUNDING = 1e-9;

/** Whether a p is significant. */
export function isSignificant(p: number, alpha: number): boolean {
  return p <= alpha * (1 + ROUNDING);
}

/** The chance that a candidate that does not differ passes as rarely as this one, or more rarely. */
export function pWorse(strata: readonly Stratum[]): number {
  const { from, chances } = distributionOf(strata);
  return tail(chances.slice(0, passesOf(strata) - from + 1));
}

/** The chance that a candidate that does not differ passes as often as this one, or more often. */
export function pBetter(strata: readonly Stratum[]): number {
  const { from, chances } = distributionOf(strata);
  return tail(chances.slice(passesOf(strata) - from));
}

/**
 * The lowest and the highest p that chats to come can lead to, up to `planned` of each case and bot.
 *
 * A further pass of the candidate never lowers p, nor does a further failure of the baseline: both only move chance
 * towards fewer passes of the candidate than it has. So the bounds are those of the two extremes, and p of the chats so
 * far lies between them.
 */
export function pBounds(strata: readonly Stratum[], planned: readonly number[]): { lowest: number; highest: number } {
  return {
    lowest: pWorse(completed(strata, planned, "baseline")),
    highest: pWorse(completed(strata, planned, "candidate")),
  };
}

/** The strata after all planned chats, if of those to come only this bot's pass. */
export function completed(
  strata: readonly Stratum[],
  planned: readonly number[],
  passes?: keyof Stratum,
): readonly Stratum[] {
  const complete = ({ passed, runs }: Count, whole = 0, isPassed: boolean): Count => {
    const more = Math.max(0, whole - runs);
    return { passed: passed + (isPassed ? more : 0), runs: runs + more };
  };
  return strata.map(({ baseline, candidate }, i) => ({
    baseline: complete(baseline, planned[i], passes === "baseline"),
    candidate: complete(candidate, planned[i], passes === "candidate"),
  }));
}

/**
 * Whether all planned chats can tell that a bot is no worse, whatever those to come are like: they would have found a
 * drop, or they show that it is better. A baseline that passes less often leaves less to find.
 */
export function canTell(strata: readonly Stratum[], planned: readonly number[], alpha: number): boolean {
  return (
    canFind(completed(strata, planned), alpha) || isSignificant(pBetter(completed(strata, planned, "baseline")), alpha)
  );
}

/**
 * The smallest drop that would have been found: how many chats fewer the candidate would have had to pass than its
 * share of the baseline's passes, spread evenly over the cases. Spread, a drop is the hardest to find. `undefined` if
 * none would have been.
 */
export function detectableDrop(strata: readonly Stratum[], alpha: number): number | undefined {
  const shares = strata.map(({ baseline, candidate }) =>
    baseline.runs === 0 ? 0 : Math.round((baseline.passed * candidate.runs) / baseline.runs),
  );
  const most = sum(shares);
  const isFound = (drop: number): boolean => {
    const left = spread(shares, drop);
    const dropped = strata.map(({ baseline, candidate: { runs } }, i) => ({
      baseline,
      candidate: { passed: left[i] ?? 0, runs },
    }));
    return isSignificant(pWorse(dropped), alpha);
  };
  if (most === 0 || !canFind(strata, alpha)) return undefined;
  let [low, high] = [0, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isFound(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The same before any chat: with a baseline that passes always. Its absence means that the chats can find nothing at
 * all.
 */
export function detectableAtBest(planned: readonly number[], alpha: number): number | undefined {
  const all = planned.map((runs) => ({ passed: runs, runs }));
  return detectableDrop(
    all.map((count) => ({ baseline: count, candidate: count })),
    alpha,
  );
}

/** Whether a candidate that never passes would be found. */
function canFind(strata: readonly Stratum[], alpha: number): boolean {
  const never = strata.map(({ baseline, candidate: { runs } }) => ({ baseline, candidate: { passed: 0, runs } }));
  return isSignificant(pWorse(never), alpha);
}

/** What is left of the counts after a drop of one in each in turn. */
function spread(counts: readonly number[], drop: number): number[] {
  const left = [...counts];
  for (let rest = drop; rest > 0;) {
    for (const [i, count] of left.entries()) {
      if (count === 0 || rest === 0) continue;
      left[i] = count - 1;
      rest--;
    }
  }
  return left;
}

function passesOf(strata: readonly Stratum[]): number {
  return sum(strata.map(({ candidate }) => candidate.passed));
}

function distributionOf(strata: readonly Stratum[]): Distribution {
  return strata.map(hypergeometric).reduce(convolved, { from: 0, chances: [1] });
}

/**
 * The candidate's share of the passes of one case. Each chance follows from its neighbour; the largest is the first, so
 * none overflows.
 */
function hypergeometric({ baseline, candidate }: Stratum): Distribution {
  const passes = baseline.passed + candidate.passed;
  const from = Math.max(0, passes - baseline.runs);
  const to = Math.min(candidate.runs, passes);
  const step = (k: number): number =>
    ((passes - k) * (candidate.runs - k)) / ((k + 1) * (baseline.runs - passes + k + 1));
  const mode = Math.floor(((passes + 1) * (candidate.runs + 1)) / (baseline.runs + candidate.runs + 2));
  const weights = Array.from({ length: to - from + 1 }, () => 1);
  for (let k = mode; k < to; k++) weights[k + 1 - from] = (weights[k - from] ?? 0) * step(k);
  for (let k = mode; k > from; k--) weights[k - 1 - from] = (weights[k - from] ?? 0) / step(k - 1);
  const total = sum(weights);
  return { from, chances: weights.map((weight) => weight / total) };
}

/** Plain loops: it is called some hundred times in a comparison. */
function convolved(one: Distribution, other: Distribution): Distribution {
  const [a, b] = [one.chances, other.chances];
  const chances = new Array<number>(a.length + b.length - 1).fill(0);
  for (let j = 0; j < b.length; j++) {
    const chance = b[j] ?? 0;
    for (let i = 0; i < a.length; i++) chances[i + j] = (chances[i + j] ?? 0) + (a[i] ?? 0) * chance;
  }
  return { from: one.from + other.from, chances };
}

function tail(chances: readonly number[]): number {
  return Math.min(1, sum(chances));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
