import type { Properties } from "./values";

/** A resource as the state holds it. */
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
  /** What kept it from being finished: the next `up` updates it, whatever its diff says. */
  readonly initErrors?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  /** It is read, and not managed. */
  readonly external?: boolean;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** It was replaced, and is still to be deleted. */
  readonly delete?: boolean;
}

/** What a program asks for. */
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
  /** The URNs under which it may be known. */
  readonly aliases?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  /** The id of an object that is taken over where the resource is not recorded with it. */
  readonly import?: string;
};

/** The operations of the engine, by the names that the CLI's events have. */
export type Op =
  "same" | "create" | "update" | "create-replacement" | "delete-replaced" | "delete" | "discard" | "read" | "import";

/** One step of an operation. */
export interface Step {
  readonly op: Op;
  readonly urn: string;
  /** The leaves of the inputs that it changes, by their paths; of a refresh those that it found changed. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** The stack's resources: what is live by its URN, and what is still to be deleted. */
export class State {
  constructor(
    readonly live = new Map<string, Recorded>(),
    readonly replaced: Recorded[] = [],
  ) {}

  /** The same state, to try something on. */
  copy(): State {
    return new State(new Map(this.live), [...this.replaced]);
  }

  get all(): Recorded[] {
    return [...this.live.values(), ...this.replaced];
  }

  set(recorded: Recorded): void {
    this.live.set(recorded.urn, recorded);
  }

  /** Takes the resource out, whether it is live or was replaced. */
  remove(recorded: Recorded): void {
    const at = this.replaced.indexOf(recorded);
    if (at >= 0) this.replaced.splice(at, 1);
    else if (this.live.get(recorded.urn) === recorded) this.live.delete(recorded.urn);
  }

  /** Takes out what a refresh did not find, and that others depend on it. */
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

  /** Keeps what is known of a resource that another one has taken the place of. */
  keepReplaced(recorded: Recorded): void {
    this.replaced.push({ ...recorded, delete: true });
  }
}

/** Whether the first needs the second. */
export function needs(one: Recorded, other: Recorded): boolean {
  const provider = one.provider?.split("::").slice(0, -1).join("::");
  return one.dependencies.includes(other.urn) || one.parent === other.urn || provider === other.urn;
}

/** Dependents first: each wave holds what nothing in a later one needs, and is deleted at once. */
export function deletionWaves(resources: readonly Recorded[]): Recorded[][] {
  const waves: Recorded[][] = [];
  for (let left = [...resources].reverse(); left.length > 0;) {
    const free = left.filter((one) => !left.some((other) => other.urn !== one.urn && needs(other, one)));
    // Whatever a state may hold, this ends.
    const wave = free.length > 0 ? free : left;
    waves.push(wave);
    left = left.filter((one) => !wave.includes(one));
  }
  return waves;
}

/** What was only read is forgotten. */
export const opOfDelete = (one: Recorded): Op => (one.external ? "discard" : one.delete ? "delete-replaced" : "delete");
