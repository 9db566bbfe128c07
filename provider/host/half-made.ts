import { canonicalJson } from "../values/differ";
import { PartialFailure, type Created, type Lifecycle, type Props, type Step } from "../lifecycle";

interface Left extends Created {
  readonly inputs: string;
}

/**
 * The creates of one kind that failed halfway in this process. A hook of the program may make the engine repeat such a
 * create. The repetition must continue with the existing object, as the next run would.
 */
export class HalfMade {
  private readonly checks = new Map<string, number>();
  private readonly creates = new Map<string, number>();
  private readonly left = new Map<string, Left>();

  /**
   * Counts a checked new resource with this name. Each such resource is created once, unless its create is repeated.
   */
  noteCheck(resource: string | undefined): void {
    if (resource !== undefined) increase(this.checks, resource);
  }

  /**
   * The object of an earlier attempt of this create. Components repeat names, so the name alone proves nothing: there
   * must be more creates than resources with the name, and the inputs must be the same.
   */
  before(resource: string | undefined, inputs: Props): Created | undefined {
    if (resource === undefined) return undefined;
    const isRepetition = increase(this.creates, resource) > (this.checks.get(resource) ?? 0);
    const left = this.left.get(resource);
    return isRepetition && left?.inputs === canonicalJson(inputs) ? left : undefined;
  }

  /** Runs a create, and remembers the object of a failed create. */
  async noting(resource: string | undefined, inputs: Props, create: () => Promise<Created>): Promise<Created> {
    try {
      const made = await create();
      if (resource !== undefined && this.left.get(resource)?.id === made.id) this.left.delete(resource);
      return made;
    } catch (error) {
      if (resource !== undefined && error instanceof PartialFailure) {
        this.left.set(resource, { id: error.id, outs: error.outs, inputs: canonicalJson(inputs) });
      }
      throw error;
    }
  }
}

/** Creates an object, or completes a create that failed halfway. The object is recorded even if this fails. */
export async function createOrGoOn(
  lifecycle: Lifecycle,
  before: Created | undefined,
  inputs: Props,
  step: Step,
  leave: (id: string, outs: Props) => Promise<void>,
): Promise<Created> {
  if (before === undefined) return lifecycle.create(inputs, step);
  const { id, outs: olds } = before;
  const { changes, replaces } = lifecycle.diff(id, olds, inputs);
  step.manage(id);
  if (replaces.length === 0 && !changes) return { id, outs: olds };
  const kept = (error: unknown): never => {
    throw error instanceof PartialFailure ? error : new PartialFailure(id, olds, error);
  };
  if (replaces.length === 0) return { id, outs: await lifecycle.update(id, olds, inputs, step).catch(kept) };
  await leave(id, olds).catch(kept);
  return lifecycle.create(inputs, step);
}

function increase(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
