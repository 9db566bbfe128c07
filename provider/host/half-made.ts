import { canonicalJson } from "../values/differ";
import { PartialFailure, type Created, type Props } from "../lifecycle";

interface Left extends Created {
  readonly inputs: string;
}

/**
 * The creates of one kind that failed half-way in this process. A hook of the program may make the engine repeat such a
 * create. The repetition must continue with the existing object, as the next run would.
 */
export class HalfMade {
  private readonly checks = new Map<string, number>();
  private readonly creates = new Map<string, number>();
  private readonly left = new Map<string, Left>();

  /** Counts a checked new resource of this name. Each is created once, unless its create is repeated. */
  noteCheck(resource: string | undefined): void {
    if (resource !== undefined) increase(this.checks, resource);
  }

  /**
   * The object of an earlier attempt of this create. Names are not unique among components, so there must also be more
   * creates than resources of the name, with the same inputs.
   */
  before(resource: string | undefined, inputs: Props): Created | undefined {
    if (resource === undefined) return undefined;
    const isRepetition = increase(this.creates, resource) > (this.checks.get(resource) ?? 0);
    const left = this.left.get(resource);
    return isRepetition && left?.inputs === canonicalJson(inputs) ? left : undefined;
  }

  /** Runs a create, and keeps the object of a failed one. */
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

function increase(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
