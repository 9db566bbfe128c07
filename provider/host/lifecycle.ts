import type { Declared } from "../values/unknown";
import type { Problem } from "../values/validate";

/** The kinds of resources: the end of their type tokens; in lower case, their names in `runtime.ts`. Frozen, as those are. */
export type ResourceKind = "Bot" | "Publication" | "File" | "Dataset" | "Document" | "BotTest";

/** Inputs or outputs as the engine holds them. */
export type Props = Readonly<Record<string, unknown>>;

/** What a check returns: the inputs with their defaults, or why they are refused. */
export interface Checked<Inputs extends object = Props> {
  /** Absent where there are problems. */
  readonly inputs?: Declared<Inputs>;
  readonly problems: readonly Problem[];
}

export interface Diff {
  /** Whether an update is needed. True without a changed path where an earlier step was not completed. */
  readonly changes: boolean;
  /** The paths of the inputs that changed: `promptInfo.prompt`, `connectorIds`. Those that replace are among them. */
  readonly changed: readonly string[];
  /** The top-level inputs whose change replaces the resource. */
  readonly replaces: readonly string[];
  /** A line for the log of a preview and of a run. */
  readonly note?: string;
}

export interface Created<Outputs extends object = Props> {
  readonly id: string;
  readonly outs: Outputs;
}

/** The result of a read: the resource as it is, or that it is certainly gone. */
export type Found<Inputs extends object = Props, Outputs extends object = Props> =
  { readonly outs: Outputs; readonly inputs: Inputs } | "gone";

/** The resource that a step is about, among the resources of the same run. */
export interface Step {
  /** The name of the resource in the program, where the host knows it. */
  readonly resource: string | undefined;
  /** Registers what the resource manages as soon as it is known. A host does so after every step; inside one, a lock may need it earlier. */
  manage(id: string): void;
  /** Registers an object that existed before this run: this resource keeps it when another one lets go of it. */
  takeOver(id: string): void;
  /** Whether a resource of the same kind manages the object. */
  isManaged(id: string): boolean;
  /**
   * Claims a bot for this resource, in a check of it as a new resource or as a recorded one; the other resource of the same kind that
   * has claimed it before, if there is one.
   */
  claim(botId: string, isNew: boolean): string | undefined;
  /** The resource that goes on managing the object once this one is deleted. */
  keeperOf(id: string): string | undefined;
  /** Runs work whose log lines name the resource. A host runs every step so, but for checks and diffs, which are to stay cheap. */
  named<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * The steps of one kind of resource. `Inputs` are the inputs as a check returns them, `Outputs` what the state records. In a
 * check and a diff any part of the inputs may be unknown; in the other steps nothing is. What belongs to the host
 * (`__provider`, `__resource`) is in neither.
 *
 * Hosts hold plain records and call every kind alike: that is why these are methods, and why `Inputs` and `Outputs` have
 * defaults. A record is not parsed again after its check.
 */
export interface Lifecycle<Inputs extends object = Props, Outputs extends object = Props> {
  /** `olds` are the inputs that the last check returned; empty for a new resource. `news` may be anything. */
  check(olds: Partial<Inputs>, news: Props, step: Step): Promise<Checked<Inputs>>;
  /** Compares, and does nothing else: a refresh calls it too, with the refreshed outputs and the old inputs. */
  diff(id: string, olds: Outputs, news: Declared<Inputs>): Diff;
  create(inputs: Inputs, step: Step): Promise<Created<Outputs>>;
  read(id: string, outs: Outputs, step: Step): Promise<Found<Inputs, Outputs>>;
  /** The outputs of an object that no state manages: `CozeBot.get`. `given` is what the program gives, or an earlier result. */
  readUnmanaged(id: string, given: Partial<Outputs>): Promise<Props>;
  update(id: string, olds: Outputs, news: Inputs, step: Step): Promise<Outputs>;
  delete(id: string, outs: Outputs, step: Step): Promise<void>;
}

/** The resource exists, and not all of it could be done: what was reached is recorded, and the next `up` goes on from it. */
export class PartialFailure extends Error {
  constructor(
    readonly id: string,
    readonly outs: Props,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}
