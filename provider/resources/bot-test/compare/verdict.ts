import { detectableDrop, isSignificant, pBetter, pBounds, pWorse } from "../../../values/no-worse";
import type { Comparison } from "../types";
import { hasError, stratumOf, type Arm, type Pair } from "./tally";

export const DEFAULT_ALPHA = 0.05;

/** A verdict that no further chat can change. */
export function decidedBy(pairs: readonly Pair[], alpha: number): "worse" | "no worse" | undefined {
  const bounds = pBounds(
    pairs.map(stratumOf),
    pairs.map(({ planned }) => planned),
  );
  if (isSignificant(bounds.highest, alpha)) return "worse";
  return isSignificant(bounds.lowest, alpha) ? undefined : "no worse";
}

/** The comparison of the chats, and the smallest drop that they would have found. */
export function comparisonOf(
  pairs: readonly Pair[],
  alpha: number,
  baselineVersion: string,
): { comparison: Comparison; detectable: number | undefined } {
  const strata = pairs.map(stratumOf);
  const p = pWorse(strata);
  const detectable = detectableDrop(strata, alpha);
  const decided = decidedBy(pairs, alpha);
  const canKnow = detectable !== undefined || isSignificant(pBetter(strata), alpha);
  const isKnown = decided === "no worse" && canKnow && !pairs.some(hasError);
  const verdict = decided === "worse" ? decided : isKnown ? "no worse" : "not enough chats";
  const passed = { baseline: total(pairs, "baseline"), candidate: total(pairs, "candidate") };
  return { comparison: { baselineVersion, passed, p, verdict }, detectable };
}

/** `[passed, of]`. */
function total(pairs: readonly Pair[], arm: Arm): number[] {
  const sum = (key: "passed" | "runs"): number => pairs.reduce((count, pair) => count + pair[arm][key], 0);
  return [sum("passed"), sum("runs")];
}
