import { changeOf, hasMarks, mergedList, threeWay, twoWay } from "./merge";
import { formOf, type Place } from "./places";
import { isSameValue, type Leaf } from "./sides";
import { hashOf } from "../../values/differ";

/** The decision about a value that was edited on Coze. */
export interface Decision {
  readonly outcome: "same" | "taken" | "merged" | "conflict";
  /** The new value of the program. After a conflict, the text with marks, or nothing. */
  readonly value?: unknown;
  /** The changes of both sides, in words. */
  readonly what: string;
  /** A note beside the outcome. */
  readonly note?: string;
}

const SETS = new Set(["plugins", "workflowIds", "knowledge.datasetIds"]);
const WIDTH = 60;

/**
 * Decides on the new value of the program, after an edit on Coze since the last `up`. `place.ours` is the program's
 * present value.
 */
export function decide(leaf: Leaf, place: Place): Decision {
  const { theirs, base, isSecret } = leaf;
  const ours = formOf(leaf.path, place.ours);
  if (isSameValue(ours, theirs)) return { outcome: "same", what: "" };
  if (ours === undefined)
    return { outcome: "conflict", what: "console and maybe program", note: "the program computes it" };
  if (hashOf(ours) === leaf.baseHash) return taken(leaf, place);
  if (typeof ours === "string" && typeof theirs === "string") return ofTexts(leaf, place, ours, theirs);
  if (Array.isArray(ours) && Array.isArray(theirs) && Array.isArray(base)) {
    const merged = SETS.has(leaf.path)
      ? mergedSet(place.ours as unknown[], base, theirs)
      : mergedList(ours, base, theirs);
    if (merged) return { outcome: "merged", value: merged, what: "console and program" };
  }
  return { outcome: "conflict", what: sidesInWords(leaf, ours), ...wasOf(base, isSecret) };
}

function taken(leaf: Leaf, place: Place): Decision {
  const { theirs, base } = leaf;
  const isLong =
    typeof base === "string" && typeof theirs === "string" && (base.includes("\n") || place.kind === "text");
  const what = isLong ? `console ${countOf(base, theirs)}` : "console only";
  const value = SETS.has(leaf.path)
    ? mergedSet(place.ours as unknown[], place.ours as unknown[], theirs as unknown[])
    : theirs;
  return { outcome: "taken", value, what };
}

function ofTexts(leaf: Leaf, place: Place, ours: string, theirs: string): Decision {
  const { base, isSecret } = leaf;
  if (hasMarks(ours))
    return { outcome: "conflict", what: "conflict marks of an earlier pull", note: "resolve them first" };
  if (base === undefined) {
    // A refresh has overwritten the base, so nothing shows which side has changed a place.
    const { text } = twoWay(ours, theirs);
    return {
      outcome: "conflict",
      value: text,
      what: "console and program",
      note: "a refresh has dropped what was before",
    };
  }
  const known = typeof base === "string" ? base : "";
  const isOneLine = ![ours, known, theirs].some((text) => text.includes("\n")) && place.kind !== "text";
  if (isOneLine) return { outcome: "conflict", what: sidesInWords(leaf, ours), ...wasOf(base, isSecret) };
  const what = `console ${countOf(known, theirs)}, program ${countOf(known, ours)}`;
  const { text, conflicts } = threeWay(ours, known, theirs);
  if (conflicts === 0) return { outcome: isSameValue(text, ours) ? "same" : "merged", value: text, what };
  return { outcome: "conflict", value: text, what, note: `${conflicts} ${conflicts === 1 ? "place" : "places"}` };
}

/**
 * The program's set, with the items that were added on Coze and without those that were removed there. The program's
 * order stays.
 */
function mergedSet(ours: readonly unknown[], base: readonly unknown[], theirs: readonly unknown[]): unknown[] {
  const has = (list: readonly unknown[], item: unknown): boolean => list.some((one) => isSameValue(one, item));
  const kept = ours.filter((item) => has(theirs, item) || !has(base, item));
  return [...kept, ...theirs.filter((item) => !has(base, item) && !has(kept, item))];
}

function countOf(base: string, text: string): string {
  const { added, removed } = changeOf(base, text);
  return [added > 0 ? `+${added}` : "", removed > 0 ? `−${removed}` : ""].filter(Boolean).join(" ") || "+0";
}

const sidesInWords = ({ theirs, isSecret }: Leaf, ours: unknown): string =>
  isSecret ? "console and program" : `console ${short(theirs)}, program ${short(ours)}`;

const wasOf = (base: unknown, isSecret: boolean): { note?: string } =>
  isSecret || base === undefined ? {} : { note: `was ${short(base)}` };

/** A value in the form of a program. A long value is cut. */
function short(value: unknown): string {
  const text = JSON.stringify(value);
  const start = Array.from(text);
  return start.length > WIDTH ? `${start.slice(0, WIDTH).join("")}…` : text;
}
