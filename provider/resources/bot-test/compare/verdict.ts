import { canTell, completed, detectableDrop, isSignificant, pBounds, pWorse } from "../../../values/no-worse";
import type { Comparison } from "../types";
import { askable, hasError, stratumOf, type Arm, type Pair } from "./tally";

export const DEFAULT_ALPHA = 0.05;

/** A verdict that no remaining chat can change; `undefined` if there is none yet. */
export function decidedBy(pairs: readonly Pair[], alpha: number): "worse" | "no worse" | undefined {
  const [strata, planned] = [pairs.map(stratumOf), pairs.map((pair) => pair.planned)];
  const { lowest, highest } = pBounds(strata, planned);
  if (isSignificant(highest, alpha)) return "worse";
  return !isSignificant(lowest, alpha) && canTell(strata, planned, alpha) ? "no worse" : undefined;
}

/**
 * The comparison of the chats, and the smallest drop that the planned chats would have found. In cases with errors,
 * only answered chats count.
 */
export function comparisonOf(
  pairs: readonly Pair[],
  alpha: number,
  baselineVersion: string,
): { comparison: Comparison; detectable: number | undefined } {
  const strata = pairs.map(stratumOf);
  const decided = decidedBy(pairs, alpha);
  const isKnown = decided !== undefined && (decided === "worse" || !pairs.some(hasError));
  const passed = { baseline: total(pairs, "baseline"), candidate: total(pairs, "candidate") };
  const verdict = isKnown ? decided : "not enough chats";
  return {
    comparison: { baselineVersion, passed, p: pWorse(strata), verdict },
    detectable: detectableDrop(completed(strata, pairs.map(askable)), alpha),
  };
}

/** `[passed, of]`. */
function total(pairs: readonly Pair[], arm: Arm): number[] {
  const sum = (key: "passed" | "runs"): number => pairs.reduce((count, pair) => count + pair[arm][key], 0);
  return [sum("passed"), sum("runs")];
}
