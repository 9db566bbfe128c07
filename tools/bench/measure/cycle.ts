import { OPERATIONS, type Contender, type Operation } from "../contenders";
import type { Place } from "../setup";
import type { StackState } from "../../../tests/harness/cli/types";

export interface Sample {
  contender: string;
  bots: number;
  repetition: number;
  operation: Operation;
  ms: number;
  calls: number;
}

export interface Cycle {
  samples: Sample[];
  /** By contender, after the first `up`. */
  states: Map<string, StackState>;
}

export interface CycleOptions {
  bots: number;
  repetition: number;
  promptBytes: number;
  latencyMs: number;
  withStates?: boolean;
  checkpoints?: boolean;
  /** Whether the edit is of all bots; default: of the first one. */
  editAll?: boolean;
  /** Default: all. */
  operations?: readonly Operation[];
}

/**
 * Every operation once, from nothing to nothing. One operation is run by all contenders before the next one begins, in an
 * order that turns, so that what the machine does besides falls on all of them.
 */
export async function runCycle(contenders: readonly Contender[], options: CycleOptions): Promise<Cycle> {
  const { bots, repetition, promptBytes, latencyMs, checkpoints = false, operations = OPERATIONS } = options;
  const samples: Sample[] = [];
  const states = new Map<string, StackState>();
  const places: { contender: Contender; place: Place }[] = [];
  try {
    for (const contender of contenders)
      places.push({ contender, place: await contender.open({ latencyMs, checkpoints }) });
    for (const [turn, operation] of operations.entries()) {
      for (const { contender, place } of rotated(places, repetition + turn)) {
        if (!contender.operations.includes(operation)) continue;
        if (operation === "up" || operation === "edit") {
          const edited = operation === "edit" && (options.editAll === true ? "all" : true);
          await place.declare({ bots, promptBytes, edited });
        }
        place.emulator.clearCalls();
        const begun = performance.now();
        await contender.run(place, operation);
        const ms = performance.now() - begun;
        samples.push({
          contender: contender.id,
          bots,
          repetition,
          operation,
          ms,
          calls: place.emulator.calls.length,
        });
        if (options.withStates && operation === "up" && contender.operations.includes("preview")) {
          states.set(contender.id, await place.ws.exportState());
        }
      }
    }
  } finally {
    await Promise.all(places.map(({ place }) => place.close()));
  }
  return { samples, states };
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
