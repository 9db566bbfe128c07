import type { Random } from "./random";

/** The lines of a text, each of which is there once. */
export type Lines = readonly string[];

/** One to three edits: a line is added, changed or deleted. */
export function edited(lines: Lines, random: Random, newLine: () => string): Lines {
  const all = [...lines];
  for (let count = random.below(3); count >= 0; count--) {
    const at = random.below(all.length + 1);
    const kind = random.weighted({ add: 3, change: 4, delete: 2 });
    if (kind === "add") all.splice(at, 0, newLine());
    else if (at < all.length) all.splice(at, 1, ...(kind === "change" ? [newLine()] : []));
  }
  return all.length > 0 ? all : [newLine()];
}

interface Sides {
  readonly base: Lines;
  readonly ours: Lines;
  readonly theirs: Lines;
}

/** Whether each edit of both sides is in the merge once: no added line is missing or there twice, and no deleted one is back. */
export function keepsAll(merged: Lines, { base, ours, theirs }: Sides): boolean {
  const isDeleted = (line: string): boolean => base.includes(line) && !(ours.includes(line) && theirs.includes(line));
  const expected = [...new Set([...base, ...ours, ...theirs])].filter((line) => !isDeleted(line));
  const isWhole = [...merged].sort().join("\n") === expected.sort().join("\n");
  return isWhole && isInOrder(merged, ours) && isInOrder(merged, theirs);
}

/** Whether the lines that both have are in the same order. */
function isInOrder(merged: Lines, side: Lines): boolean {
  const [a, b] = [merged.filter((line) => side.includes(line)), side.filter((line) => merged.includes(line))];
  return a.join("\n") === b.join("\n");
}

/** What a person makes of it: the lines of ours without those that they have deleted, and theirs that are new. */
export function combined(base: Lines, ours: Lines, theirs: Lines): Lines {
  const kept = ours.filter((line) => theirs.includes(line) || !base.includes(line));
  return [...kept, ...theirs.filter((line) => !base.includes(line))];
}

/** A merge with what stands between its marks: both sides, and of what both have one. */
export function withoutMarks(lines: Lines): Lines {
  return [...new Set(lines.filter((line) => !/^(?:<{7}|={7}|>{7})(?: |$)/.test(line)))];
}
