import { CONTENDERS, Place, type Contender } from "./place";

const COMMANDS = { up: "up", preview: "preview", edit: "up", refresh: "refresh", destroy: "destroy" } as const;
export type Operation = keyof typeof COMMANDS;
export const OPERATIONS = Object.keys(COMMANDS) as Operation[];

export interface Sample {
  readonly contender: Contender;
  readonly bots: number;
  readonly repetition: number;
  readonly operation: Operation;
  readonly ms: number;
  readonly calls: number;
  /** The size of the resources in the state after an `up`. */
  readonly stateBytes: number;
}

/**
 * Runs every operation once: `up`, a preview without a change, an `up` after the edit of one bot, `refresh`, `destroy`.
 * All contenders run one operation before the next one begins, in a rotating order, so that other load on the machine
 * affects all of them.
 */
export async function measure(bots: number, repetition: number, latencyMs: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const places: { contender: Contender; place: Place }[] = [];
  try {
    for (const contender of Object.keys(CONTENDERS) as Contender[])
      places.push({ contender, place: await Place.open(contender, latencyMs) });
    for (const [turn, operation] of OPERATIONS.entries()) {
      const first = (repetition + turn) % places.length;
      for (const { contender, place } of [...places.slice(first), ...places.slice(0, first)]) {
        await place.declare(bots, operation !== "up" && operation !== "preview");
        place.emulator.clearCalls();
        const begun = performance.now();
        await place.run(COMMANDS[operation]);
        const ms = performance.now() - begun;
        const calls = place.emulator.calls.length;
        const stateBytes = operation === "up" ? await place.stateBytes() : 0;
        samples.push({ contender, bots, repetition, operation, ms, calls, stateBytes });
      }
    }
  } finally {
    await Promise.all(places.map(({ place }) => place.close()));
  }
  return samples;
}
