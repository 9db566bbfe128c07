import * as fc from "fast-check";

type Victim = "provider" | "cli" | "both" | "Ctrl-C";

/** When a run is cut off: `ms` after the arrival of its call number `calls`, or after its start if that is 0. */
interface Moment {
  readonly calls: number;
  readonly ms: number;
}

export interface Case {
  readonly victim: Victim;
  readonly moment: Moment;
}

/** A stack's history: the create of its bots and edits of them, each cut off once. */
export type Life = readonly Case[];

export const LIFE = 4;
const CREATE_CALLS = 7;
const EDIT_CALLS = 4;
/** Most of a run's calls take 300 ms; the engine takes two seconds or more before the first. */
const AFTER_CALL_MS = 400;
const BEFORE_CALLS_MS = 3_000;

const moments = (calls: number): fc.Arbitrary<Moment> =>
  fc.oneof(
    { arbitrary: fc.record({ calls: fc.constant(0), ms: fc.nat(BEFORE_CALLS_MS) }), weight: 1 },
    { arbitrary: fc.record({ calls: fc.integer({ min: 1, max: calls }), ms: fc.nat(AFTER_CALL_MS) }), weight: 4 },
  );

/** The same seed gives the same lives. */
export function sampleLives(seed: number, kills: number, interrupts: number): Life[] {
  const killed = lives(seed, kills, fc.constantFrom("provider", "cli", "both"));
  const interrupted = lives(seed + 1, interrupts, fc.constant("Ctrl-C"));
  return [...killed, ...interrupted];
}

function lives(seed: number, count: number, victim: fc.Arbitrary<Victim>): Life[] {
  const edit = fc.record({ victim, moment: moments(EDIT_CALLS) });
  const life = fc.tuple(
    fc.record({ victim, moment: moments(CREATE_CALLS) }),
    ...Array<typeof edit>(LIFE - 1).fill(edit),
  );
  const all = fc.sample(fc.noBias(life), { seed, numRuns: Math.ceil(count / LIFE) });
  return all.map((cases, n) => cases.slice(0, count - n * LIFE));
}
