import type { Properties } from "./values";

/** The record of a resource in the state. */
export interface Recorded {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies: readonly string[];
  /** For each input, the resources that it comes from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** The errors of an unfinished step. The next `up` updates the resource, whatever its diff says. */
  readonly initErrors?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  /** The resource is only read, and not managed. */
  readonly external?: boolean;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** The resource was replaced, and is still to be deleted. */
  readonly delete?: boolean;
}

/** A resource as a program registers it. */
export type Goal = Pick<
  Recorded,
  | "type"
  | "custom"
  | "inputs"
  | "parent"
  | "provider"
  | "dependencies"
  | "propertyDependencies"
  | "protect"
  | "retainOnDelete"
  | "additionalSecretOutputs"
> & {
  readonly urn: string;
  /** Other URNs under which the state may have the resource. */
  readonly aliases?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** The id of an object to take over, unless the resource is recorded with it already. */
  readonly import?: string;
};

/** The operations of the engine, with the names of the CLI's events. */
export type Op =
  "same" | "create" | "update" | "create-replacement" | "delete-replaced" | "delete" | "discard" | "read" | "import";

/** One step of an operation. */
export interface Step {
  readonly op: Op;
  readonly urn: string;
  /** The leaves of the inputs that the step changes, by path. For a refresh, the leaves that it found changed. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** The stack's resources: the live ones by URN, and the replaced ones that are still to be deleted. */
export class State {
  constructor(
    readonly live = new Map<string, Recorded>(),
    readonly replaced: Recorded[] = [],
  ) {}

  /** A copy of the state, for trials. */
  copy(): State {
    return new State(new Map(this.live), [...this.replaced]);
  }

  get all(): Recorded[] {
    return [...this.live.values(), ...this.replaced];
  }

  set(recorded: Recorded): void {
    this.live.set(recorded.urn, recorded);
  }

  /** Removes a resource, whether it is live or was replaced. */
  remove(recorded: Recorded): void {
    const at = this.replaced.indexOf(recorded);
    if (at >= 0) this.replaced.splice(at, 1);
    else if (this.live.get(recorded.urn) === recorded) this.live.delete(recorded.urn);
  }

  /** Removes a resource that a refresh did not find, and the dependencies of others on it. */
  drop(recorded: Recorded): void {
    this.remove(recorded);
    const left = (urns: readonly string[]): string[] => urns.filter((urn) => urn !== recorded.urn);
    for (const one of this.live.values()) {
      const sources = Object.entries(one.propertyDependencies).map(([key, urns]) => [key, left(urns)] as const);
      this.set({
        ...one,
        dependencies: left(one.dependencies),
        propertyDependencies: Object.fromEntries(sources),
      });
    }
  }

  keepReplaced(recorded: Recorded): void {
    this.replaced.push({ ...recorded, delete: true });
  }
}

export function needs(one: Recorded, other: Recorded): boolean {
  const provider = one.provider?.split("::").slice(0, -1).join("::");
  return one.dependencies.includes(other.urn) || one.parent === other.urn || provider === other.urn;
}

/**
 * The resources in waves, dependents first. Each wave is deleted at once: no resource of a later wave needs one of it.
 */
export function deletionWaves(resources: readonly Recorded[]): Recorded[][] {
  const waves: Recorded[][] = [];
  for (let left = [...resources].reverse(); left.length > 0;) {
    const free = left.filter((one) => !left.some((other) => other.urn !== one.urn && needs(other, one)));
    // The loop ends for any state, also for one with a cycle.
    const wave = free.length > 0 ? free : left;
    waves.push(wave);
    left = left.filter((one) => !wave.includes(one));
  }
  return waves;
}

/** A resource that was only read is discarded, not deleted. */
export const opOfDelete = (one: Recorded): Op => (one.external ? "discard" : one.delete ? "delete-replaced" : "delete");
