import { dirname } from "node:path";
import type { Mutation } from "./mutations";

/** Numbers from 0 to 1, the same for each seed (mulberry32). */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** So many of them: from each folder in turn, and of a folder in random order. */
export function chosen(all: readonly Mutation[], count: number, seed: number): Mutation[] {
  const random = randomBy(seed);
  const folders = [...new Set(all.map(({ file }) => dirname(file)))];
  const queues = shuffled(folders, random).map((folder) =>
    shuffled(
      all.filter(({ file }) => dirname(file) === folder),
      random,
    ),
  );
  const taken: Mutation[] = [];
  for (let round = 0; taken.length < Math.min(count, all.length); round++) {
    taken.push(...queues.flatMap((queue) => queue[round] ?? []));
  }
  return taken.slice(0, count);
}
