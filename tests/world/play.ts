import { INVARIANTS } from "./invariants";
import { settles } from "./settle";
import type { History, Step } from "./steps";
import { World, type Grounds } from "./world";

/** What a history has come to: a line that says what does not hold, and the number of runs. */
export interface Played {
  readonly verdict: string | undefined;
  readonly runs: number;
}

class Violation extends Error {}

/** Takes a history through the world; every run is judged, and in the end all has to settle. */
export async function play(
  grounds: Grounds,
  { start, steps }: History,
  /** What is known not to hold: to see what comes after it. */
  overlook?: RegExp,
): Promise<Played> {
  const world = World.begin(grounds, start);
  let runs = 0;
  const take = async (step: Step) => {
    const run = await world.take(step);
    if (!run) return undefined;
    runs++;
    for (const holds of INVARIANTS) {
      const verdict = holds(world, run);
      if (verdict !== undefined && !overlook?.test(verdict)) throw new Violation(verdict);
    }
    return run;
  };
  try {
    for (const step of steps) await take(step);
    const verdict = await settles(world, async (step) => {
      const run = await take(step);
      if (!run) throw new Error("it was no run");
      return run;
    });
    return { verdict, runs };
  } catch (error) {
    return { verdict: error instanceof Violation ? error.message : `crash: ${(error as Error).stack ?? ""}`, runs };
  }
}

/** What kind of a verdict it is: a shrunk history has to fail in the same way. */
export const sortOf = (verdict: string): string =>
  verdict
    .replace(/\d{5,}/g, "N")
    .replace(/"[^"]*"/g, "S")
    .slice(0, 60);
