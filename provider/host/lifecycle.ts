import type { Problem } from "../values/validate";

/** The kinds of resources: the end of their type tokens; in lower case, their names in `runtime.ts`. Frozen, as those are. */
export type ResourceKind = "Bot" | "Publication" | "File" | "Dataset" | "Document";

/** Inputs or outputs as the engine holds them. */
export type Props = Readonly<Record<string, unknown>>;

export interface Diff {
  readonly changes: boolean;
  readonly replaces?: readonly string[];
}

/** What a read found: the resource as it is, or that it is certainly gone. */
export type Found = { readonly outs: Props; readonly inputs: Props } | "gone";

/**
 * The steps of one kind of resource. `olds` of a check are the inputs that the last check returned; everywhere else they
 * are the last outputs. Neither holds `__provider`.
 */
export interface Lifecycle {
  check(olds: Props, news: Props): Promise<{ inputs: Props; problems: Problem[] }>;
  /** Compares, and does nothing else: a refresh calls it too, with the refreshed outputs and the old inputs. */
  diff(id: string, olds: Props, news: Props): Diff;
  create(inputs: Props): Promise<{ id: string; outs: Props }>;
  read(id: string, props: Props): Promise<Found>;
  update(id: string, olds: Props, news: Props): Promise<Props>;
  delete(id: string, props: Props): Promise<void>;
}

/** A lifecycle that may have to be loaded first. */
export type DeferredLifecycle = Omit<Lifecycle, "diff"> & {
  diff(...args: Parameters<Lifecycle["diff"]>): Diff | Promise<Diff>;
};

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
