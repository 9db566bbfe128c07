import { declaredProgram, type Declared } from "../../harness/engine/declared";
import type { Engine, Outcome as EngineOutcome } from "../../harness/engine/engine";
import { shortName } from "../../harness/engine/names";
import type { Op as Step, Recorded } from "../../harness/engine/state";

export type Op = "create" | "update" | "replace" | "same" | "delete";

export interface Outcome {
  /** What was done, or in a preview would be, by resource ("Bot a"). */
  readonly ops: Record<string, Op>;
  /** Of what was replaced, they are beside those of what took its place. */
  readonly errors: Record<string, Error>;
}

const OPS: Partial<Record<Step, Op>> = { "create-replacement": "replace", discard: "delete" };

/** The engine that goes on after an error, with names in the place of URNs. */
export class LifecycleEngine {
  constructor(private readonly engine: Engine) {}

  /** The same state, to try something on. */
  copy(): LifecycleEngine {
    return new LifecycleEngine(this.engine.copy());
  }

  get state(): ReadonlyMap<string, Recorded> {
    return new Map([...this.engine.state.live.values()].map((one) => [shortName(one.urn), one]));
  }

  preview(program: readonly Declared[]): Promise<Outcome> {
    return this.operate(this.engine.preview(declaredProgram(program, GOING_ON), GOING_ON));
  }

  up(program: readonly Declared[]): Promise<Outcome> {
    return this.operate(this.engine.up(declaredProgram(program, GOING_ON), GOING_ON));
  }

  refresh(): Promise<Outcome> {
    return this.operate(this.engine.refresh(GOING_ON));
  }

  destroy(): Promise<Outcome> {
    return this.operate(this.engine.destroy(GOING_ON));
  }

  private async operate(operation: Promise<EngineOutcome>): Promise<Outcome> {
    const { steps, errors } = await operation;
    // The deletion of what was replaced is a part of its replacement.
    const own = steps.filter(({ op }) => op !== "delete-replaced");
    return {
      ops: Object.fromEntries(own.map(({ op, urn }) => [shortName(urn), OPS[op] ?? (op as Op)])),
      errors: Object.fromEntries(Object.entries(errors).map(([urn, error]) => [shortName(urn), error])),
    };
  }
}

const GOING_ON = { continueOnError: true };
