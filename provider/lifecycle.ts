import type { Declared } from "./values/tree";
import type { Problem } from "./values/problem";

/** Inputs or outputs in the engine's form. */
export type Props = Readonly<Record<string, unknown>>;

/** The result of a check: the inputs with their defaults, or the problems. */
export interface Checked<Inputs extends object = Props> {
  /** Absent if there are problems. */
  readonly inputs?: Declared<Inputs>;
  readonly problems: readonly Problem[];
  /** A line for the log of a preview and of a run. */
  readonly note?: string;
}

export interface Diff {
  /** Whether an update is needed. An incomplete earlier step makes it true without a changed path. */
  readonly changes: boolean;
  /** The paths of the changed inputs, such as `promptInfo.prompt`. Includes `replaces`. */
  readonly changed: readonly string[];
  /** The top-level inputs whose change replaces the resource. */
  readonly replaces: readonly string[];
  /** A line for the log of a preview and of a run. A refresh does not log it. */
  readonly note?: string;
}

export interface Created<Outputs extends object = Props> {
  readonly id: string;
  readonly outs: Outputs;
}

/** The result of a read: the live resource, or `"gone"` if that is certain. */
export type Found<Inputs extends object = Props, Outputs extends object = Props> =
  { readonly outs: Outputs; readonly inputs: Inputs } | "gone";

/** The resource of a step, among the resources of the same run. */
export interface Step {
  /** The name of the resource in the program, if the host knows it. */
  readonly resource: string | undefined;
  /**
   * Registers the object of the resource. A host does so after every step; a step does so earlier if it holds a lock.
   */
  manage(id: string): void;
  /** Whether this run has replaced this object of the resource by another one. */
  isReplaced(id: string): boolean;
  /** Whether a resource of the same kind has the object. */
  isManaged(id: string): boolean;
  /**
   * Claims a bot for this resource, in a check. `isNew`: the check is of a new resource, not of a recorded one. Returns
   * the name of the resource of the same kind that claimed the bot first, if there is one.
   */
  claim(botId: string, isNew: boolean): string | undefined;
  /**
   * Runs work whose log lines name the resource. A host runs every step this way, except checks and diffs, which must
   * stay cheap.
   */
  named<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * The steps of one kind of resource. `Inputs` are the checked inputs, `Outputs` the recorded outputs. Any part of the
 * inputs may be unknown in a check and a diff. No part is unknown in the other steps. Neither has the keys of the host
 * (`__provider`, `__resource`).
 *
 * Hosts hold plain records and call every kind alike. So these are methods, and `Inputs` and `Outputs` have defaults. A
 * record is not parsed again after its check.
 */
export interface Lifecycle<Inputs extends object = Props, Outputs extends object = Props> {
  /** `olds` are the inputs of the last check, empty for a new resource. `news` may be anything. */
  check(olds: Partial<Inputs>, news: Props, step: Step): Promise<Checked<Inputs>>;
  /** Compares, without side effects. A refresh calls this, too, with the refreshed outputs and the old inputs. */
  diff(id: string, olds: Outputs, news: Declared<Inputs>): Diff;
  create(inputs: Inputs, step: Step): Promise<Created<Outputs>>;
  read(id: string, outs: Outputs, step: Step): Promise<Found<Inputs, Outputs>>;
  /**
   * The outputs of an object that no state manages, for example for `CozeBot.get`. `given` is the program's state, or
   * an earlier result.
   */
  readUnmanaged(id: string, given: Partial<Outputs>): Promise<Props>;
  update(id: string, olds: Outputs, news: Inputs, step: Step): Promise<Outputs>;
  /** Deletes the object. The host does not call this for an object that another resource keeps. */
  delete(id: string, outs: Outputs, step: Step): Promise<void>;
  /**
   * Runs in place of a delete if another resource, with the inputs `kept`, keeps the object. Gives up the parts that
   * only this resource has. Without this method there are no such parts.
   */
  yield?(id: string, outs: Outputs, kept: Props): Promise<void>;
}

/**
 * A step failed after the object was created or changed. The outputs so far are recorded, and the next `up` continues
 * from them.
 */
export class PartialFailure extends Error {
  constructor(
    readonly id: string,
    readonly outs: Props,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}
