/**
 * Whether one bot passes less often than another: an exact stratified permutation test.
 *
 * The passes and failures of both bots in one case are a 2×2 table. If the bots do not differ, chance decides which of
 * a case's chats are the candidate's. So the candidate's share of the case's passes is hypergeometric. The distribution
 * of the sum over the cases is their convolution. Nothing is approximated.
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

/** The chance of each number of the candidate's passes, beginning at `from` passes. */
interface Distribution {
  readonly from: number;
  readonly chances: readonly number[];
}

/** The tolerance of a comparison with `alpha`: rounding may make p a little larger than an equal `alpha`. */
const ROUNDING = 1e-9;

export function isSignificant(p: number, alpha: number): boolean {
  return p <= alpha * (1 + ROUNDING);
}

/** The chance that a candidate without any difference would pass as rarely as this one, or more rarely. */
export function pWorse(strata: readonly Stratum[]): number {
  const { from, chances } = distributionOf(strata);
  return tail(chances.slice(0, passesOf(strata) - from + 1));
}

/** The chance that a candidate without any difference would pass as often as this one, or more often. */
export function pBetter(strata: readonly Stratum[]): number {
  const { from, chances } = distributionOf(strata);
  return tail(chances.slice(passesOf(strata) - from));
}

/**
 * The lowest and the highest p that are possible after the planned chats. `planned` is the number of chats of each case
 * with each bot.
 *
 * A further pass of the candidate or a further failure of the baseline can only raise p, or leave it as it is. So the
 * bounds belong to the two extremes: only the baseline passes from now on, or only the candidate passes. The p of the
 * chats so far lies between them.
 */
export function pBounds(strata: readonly Stratum[], planned: readonly number[]): { lowest: number; highest: number } {
  return {
    lowest: pWorse(completed(strata, planned, "baseline")),
    highest: pWorse(completed(strata, planned, "candidate")),
  };
}

/** The strata after all planned chats, if only the remaining chats of the bot `passes` pass. */
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
 * Whether the planned chats can show that a bot is no worse, whatever the remaining chats bring: they would have found
 * a drop, or they show that the bot is better. The hardest case to find a drop is a baseline whose remaining chats
 * fail.
 */
export function canTell(strata: readonly Stratum[], planned: readonly number[], alpha: number): boolean {
  return (
    canFind(completed(strata, planned), alpha) || isSignificant(pBetter(completed(strata, planned, "baseline")), alpha)
  );
}

/**
 * The smallest drop that would have been found; `undefined` if none would have been. A drop is the number of chats by
 * which the candidate's passes are below its share of the baseline's passes. The drop is spread evenly over the cases:
 * spread drops are the hardest to find.
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
 * The smallest drop that can be found, computed before any chat with a baseline that always passes. `undefined`: the
 * chats cannot find any drop.
 */
export function detectableAtBest(planned: readonly number[], alpha: number): number | undefined {
  const all = planned.map((runs) => ({ passed: runs, runs }));
  return detectableDrop(
    all.map((count) => ({ baseline: count, candidate: count })),
    alpha,
  );
}

/** Whether the test would find a candidate that never passes. */
function canFind(strata: readonly Stratum[], alpha: number): boolean {
  const never = strata.map(({ baseline, candidate: { runs } }) => ({ baseline, candidate: { passed: 0, runs } }));
  return isSignificant(pWorse(never), alpha);
}

/** The counts after a drop that takes one from each count in turn. */
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
 * The distribution of the candidate's share of the passes of one case. Each chance is computed from its neighbour,
 * beginning at the most likely share. That chance is the largest, so none overflows.
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

/** The convolution of two distributions. Plain loops, since a comparison calls it some hundred times. */
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
