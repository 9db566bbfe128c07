import { counted } from "../../../values/problem";
import { escapedJson, oneLine } from "../../../values/text";
import { withoutTokens } from "../../../values/tokens";
import { nameOf, type Secrets } from "../report";
import type { Comparison } from "../types";
import type { ComparedOutcome } from "./run";
import { ARMS, askable, rateOf, type Arm, type Pair } from "./tally";

/** The most cases that a message of a run lists. */
export const LISTED = 20;
/** The most characters of each of two answers on one line. */
const BESIDE = 120;
const NAME_WIDTH = 40;

/** The parts of a comparison's report. */
export interface Told {
  readonly outcome: ComparedOutcome;
  readonly comparison: Comparison;
  readonly detectable: number | undefined;
  readonly alpha: number;
  /** The names of both bots: `live`, `draft`. */
  readonly labels: Readonly<Record<Arm, string>>;
  /** Further notes, such as another version that went live meanwhile. */
  readonly notes: readonly string[];
}

/** "12 cases × 5: live 57/60, draft 51/60 – worse (p = 0.03)". */
export function headline({ outcome: { pairs }, comparison, detectable, alpha, labels }: Told): string {
  const { passed, p, verdict } = comparison;
  const [first] = pairs;
  const isEven = pairs.every(({ planned }) => planned === first?.planned);
  const size = `${counted(pairs.length, "case")}${isEven ? ` × ${first?.planned}` : ""}`;
  const share = (arm: Arm): string => `${labels[arm]} ${passed[arm].join("/")}`;
  const found =
    detectable === undefined
      ? `no drop would have been found with alpha ${alpha}`
      : `a drop of ${detectable} of ${pairs.reduce((sum, pair) => sum + askable(pair), 0)} would have been found`;
  const power = verdict === "worse" ? "" : `; ${found}`;
  return `${size}: ${share("baseline")}, ${share("candidate")} – ${verdict} (${pText(p)})${power}`;
}

/** `p = 0.03`, `p < 0.0001`. */
export function pText(p: number): string {
  return p < 1e-4 ? "p < 0.0001" : `p = ${Number(p.toPrecision(2))}`;
}

/** The bots that were not asked to the end, since the verdict was certain, and the notes. */
export function endings({ outcome: { endedEarly }, labels, notes }: Told): string[] {
  const names = ARMS.filter((arm) => endedEarly.includes(arm)).map((arm) => labels[arm]);
  const were = names.length === 1 ? "was" : "were";
  const ending = `the verdict was certain before the end, so ${names.join(" and ")} ${were} asked no further`;
  return [...(names.length === 0 ? [] : [ending]), ...notes];
}

/** The cases, in the order of change: the worst change first. */
export function byChange(pairs: readonly Pair[]): Pair[] {
  return [...pairs].sort((a, b) => changeOf(a) - changeOf(b) || a.position - b.position);
}

/**
 * The change of the share of passes, below zero if the share fell. It decides nothing by itself, since among many cases
 * one may fall by chance.
 */
export function changeOf({ baseline, candidate }: Pair): number {
  return baseline.runs === 0 || candidate.runs === 0 ? 0 : rateOf(candidate) - rateOf(baseline);
}

/** A line for each case. With `words`, the lines of changed cases quote both bots. */
export function caseLines(
  { outcome: { pairs }, labels }: Told,
  secrets: Secrets,
  { words, limit = pairs.length }: { readonly words: boolean; readonly limit?: number },
): string[] {
  const shown = byChange(pairs).slice(0, limit);
  const names = shown.map((pair) => oneLine(nameOf(pair, secrets), NAME_WIDTH));
  const width = Math.max(...names.map((name) => name.length));
  const lines = shown.map((pair, i) => {
    const counts = ARMS.map((arm) => `${labels[arm]} ${countText(pair, arm)}`);
    const said = words && changeOf(pair) !== 0 && !secrets?.cases.includes(pair.position) ? saidBy(pair) : "";
    return `  ${(names[i] ?? "").padEnd(width)}   ${counts.join("   ")}${said && `   ${said}`}`;
  });
  const more = pairs.length - shown.length;
  return more > 0 ? [...lines, `  … ${counted(more, "more case")}`] : lines;
}

/** `3/5`, with the number of errors. */
export function countText(pair: Pair, arm: Arm): string {
  const { passed, runs, errors } = pair[arm];
  return `${passed}/${runs}${errors > 0 ? ` (${counted(errors, "error")})` : ""}`;
}

/** The quotes of both bots. Kept chats have no words. */
function saidBy({ baseline, candidate }: Pair): string {
  const quoted = [baseline, candidate].map(({ answer }) =>
    answer?.answered === undefined ? "" : escapedJson(cut(answer.answered, BESIDE)),
  );
  return quoted[1] === "" ? "" : `${quoted[0]} → ${quoted[1]}`.trimStart();
}

/**
 * The beginning of a text, with a mark if more follows. Tokens are replaced before the cut, since the cut could halve a
 * token.
 */
export function cut(text: string, max: number): string {
  const shown = withoutTokens(text);
  const points = Array.from(shown);
  return points.length > max ? `${points.slice(0, max).join("")}…` : shown;
}
