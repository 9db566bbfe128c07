import { diff3Merge, diffComm, diffIndices } from "node-diff3";
import type { Kept } from "./text";

/** A merge of two texts. */
export interface Merged {
  readonly text: string;
  /** The number of places that a person has to decide. They have marks like git's. */
  readonly conflicts: number;
}

/** The text with the edits of both sides since the base. */
export function threeWay(ours: string, base: string, theirs: string): Merged {
  const [a, o, b] = [ours, base, theirs].map((text) => text.split("\n")) as [string[], string[], string[]];
  let conflicts = 0;
  const lines = diff3Merge(a, o, b, { excludeFalseConflicts: true }).flatMap(({ ok, conflict }) => {
    if (!conflict) return ok ?? [];
    conflicts++;
    return marked(conflict.a, conflict.b);
  });
  return { text: lines.join("\n"), conflicts };
}

function marked(ours: readonly string[], theirs: readonly string[]): string[] {
  return ["<<<<<<< program", ...ours, "=======", ...theirs, ">>>>>>> console"];
}

/** A merge without a known base: a person has to decide on every place where the texts differ. */
export function twoWay(ours: string, theirs: string): Merged {
  let conflicts = 0;
  const lines = diffComm(ours.split("\n"), theirs.split("\n")).flatMap((part) => {
    if (part.common) return part.common;
    conflicts++;
    return marked(part.buffer1, part.buffer2);
  });
  return { text: lines.join("\n"), conflicts };
}

/** Whether the text has marks of a merge that nobody has resolved yet. */
export const hasMarks = (text: string): boolean => /^(?:<<<<<<< |>>>>>>> )/m.test(text);

/**
 * The list with the edits of both sides; `undefined` if both have changed the same item, or if the orders differ. Edits
 * of neighbouring items are no conflict, unlike lines of a text. An item that `theirs` has added follows the same item
 * as there.
 */
export function mergedList(
  ours: readonly unknown[],
  base: readonly unknown[],
  theirs: readonly unknown[],
): unknown[] | undefined {
  const [a, o, b] = [ours, base, theirs].map((list) => list.map((item) => JSON.stringify(item))) as Keys3;
  const isDeleted = (item: string): boolean => !a.includes(item) && !b.includes(item);
  const isReplaced = o.some(isDeleted) && [a, b].every((side) => side.some((item) => !o.includes(item)));
  if ([a, o, b].some((list) => new Set(list).size < list.length) || isReplaced || !isInOrder(a, b)) return undefined;
  const merged = a.filter((item) => b.includes(item) || !o.includes(item));
  for (const [i, item] of b.entries()) {
    if (o.includes(item) || a.includes(item)) continue;
    const before = b.slice(0, i).findLast((one) => merged.includes(one));
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, item);
  }
  return merged.map((item) => JSON.parse(item) as unknown);
}

type Keys3 = [string[], string[], string[]];

/** Whether the common items of both lists are in the same order. */
function isInOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.filter((item) => b.includes(item)).join("\n") === b.filter((item) => a.includes(item)).join("\n");
}

/** The numbers of lines that the text has added to the base, and removed from it. */
export function changeOf(base: string, text: string): { readonly added: number; readonly removed: number } {
  const parts = diffIndices(base.split("\n"), text.split("\n"));
  return {
    added: parts.reduce((sum, { buffer2: [, length] }) => sum + length, 0),
    removed: parts.reduce((sum, { buffer1: [, length] }) => sum + length, 0),
  };
}

/** The lines of the new text that are lines of the old text, by their positions. */
export function keptLines(before: string[], after: string[]): Kept {
  const kept = new Map<number, number>();
  let [old, now] = [0, 0];
  for (const { buffer1, buffer2 } of [...diffIndices(before, after), end(before, after)]) {
    while (old < buffer1[0]) kept.set(now++, old++);
    [old, now] = [buffer1[0] + buffer1[1], buffer2[0] + buffer2[1]];
  }
  return kept;
}

type Hunk = Readonly<Record<"buffer1" | "buffer2", [number, number]>>;

const end = (before: string[], after: string[]): Hunk => ({
  buffer1: [before.length, 0],
  buffer2: [after.length, 0],
});

const GRAM = 3;

/** The share of common runs of words in two texts: 0 to 1. */
export function likeness(a: string, b: string): number {
  const [left, right] = [grams(a), grams(b)];
  let shared = 0;
  for (const [gram, count] of left) shared += Math.min(count, right.get(gram) ?? 0);
  const all = [...left.values(), ...right.values()].reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : (2 * shared) / all;
}

/** Counts runs of words. In a script without spaces, each character counts as a word. */
function grams(text: string): Map<string, number> {
  const words = text.match(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let i = 0; i <= words.length - GRAM; i++) {
    const gram = words.slice(i, i + GRAM).join(" ");
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}
