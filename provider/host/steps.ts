import type { Subject } from "../session/registry";
import type { Session } from "../session/session";
import { HalfMade } from "./half-made";
import {
  PartialFailure,
  type Created,
  type Diff,
  type Found,
  type Lifecycle,
  type Props,
  type Step,
} from "../lifecycle";
import type { Problem } from "../values/problem";

/** A lifecycle, or a function that loads it for the first step. */
export type LifecycleSource = Lifecycle | (() => Promise<Lifecycle>);

/** The steps of a kind for a host: on plain records, with the resource's name in `__resource`. */
export interface Steps {
  /** `urn` is that of the resource, if the host knows it. */
  check(olds: Props, news: Props, urn?: string): Promise<{ inputs: Props; problems: readonly Problem[] }>;
  diff(id: string, olds: Props, news: Props): Promise<Diff>;
  create(inputs: Props): Promise<Created>;
  read(id: string, props: Props): Promise<Found>;
  update(id: string, olds: Props, news: Props): Promise<Props>;
  delete(id: string, props: Props): Promise<void>;
}

/**
 * What all hosts do around a lifecycle: they remove the resource's name from inputs and add it to results, register the object that the
 * resource manages, and name the resource in log lines.
 */
export function stepsOf(kind: string, source: LifecycleSource, session: Session): Steps {
  let loading: Lifecycle | Promise<Lifecycle> | undefined;
  const load = (): Lifecycle | Promise<Lifecycle> => (loading ??= typeof source === "function" ? source() : source);
  const halfMade = new HalfMade();
  /** The names of checked resources. A refresh checks none. */
  const checked = new Set<string | undefined>();
  const stepOf = (props: Props, urn?: string): Step => makeStep(kind, session, { resource: nameOf(props), urn });

  return {
    async check(olds, news, urn) {
      if (Object.keys(own(olds)).length === 0) halfMade.noteCheck(nameOf(news));
      checked.add(nameOf(news));
      const step = stepOf(news, urn);
      const { inputs, problems, note } = await (await load()).check(own(olds), own(news), step);
      if (note !== undefined) await announce(note, session, step);
      return { inputs: withName(inputs ?? {}, news), problems };
    },

    async diff(id, olds, news) {
      // By the name in the state, which stays with an alias: the delete must not mistake the resource for another one.
      stepOf({ __resource: olds["__resource"] ?? news["__resource"] }).manage(id);
      const found = (await load()).diff(id, own(olds), own(news));
      session.registry.noteDiff(kind, id, found.replaces.length > 0);
      if (found.note !== undefined && checked.has(nameOf(news))) await announce(found.note, session, stepOf(news));
      return found;
    },

    async create(inputs) {
      const step = stepOf(inputs);
      const lifecycle = await load();
      const before = halfMade.before(step.resource, inputs);
      const create = (): Promise<Created> => step.named(() => createOrGoOn(lifecycle, before, own(inputs), step));
      const { id, outs } = await halfMade.noting(step.resource, inputs, () => recorded(inputs, create));
      step.manage(id);
      return { id, outs: withName(outs, inputs) };
    },

    async read(id, props) {
      return readWith(await load(), id, props, stepOf(props));
    },

    async update(id, olds, news) {
      const step = stepOf(news);
      const lifecycle = await load();
      step.manage(id);
      const outs = await recorded(news, () => step.named(() => lifecycle.update(id, own(olds), own(news), step)));
      return withName(outs, news);
    },

    async delete(id, props) {
      const step = stepOf(props);
      const lifecycle = await load();
      await step.named(() => lifecycle.delete(id, own(props), step));
    },
  };
}

function makeStep(kind: string, session: Session, subject: Subject): Step {
  const { resource } = subject;
  return {
    resource,
    ...session.registry.of(kind, subject),
    named: (work) => session.during({ kind, resource }, work),
  };
}

/** Reads a recorded resource, or one that no state manages. */
async function readWith(lifecycle: Lifecycle, id: string, props: Props, step: Step): Promise<Found> {
  if (props["__schema"] === undefined) {
    const outs = await step.named(() => lifecycle.readUnmanaged(id, own(props)));
    return { outs, inputs: props };
  }
  const found = await step.named(() => lifecycle.read(id, own(props), step));
  if (found === "gone") return found;
  step.manage(id);
  return { outs: withName(found.outs, props), inputs: withName(found.inputs, props) };
}

/** Creates, or completes a create that failed half-way. The object is recorded even if this fails. */
async function createOrGoOn(
  lifecycle: Lifecycle,
  before: Created | undefined,
  inputs: Props,
  step: Step,
): Promise<Created> {
  if (before === undefined) return lifecycle.create(inputs, step);
  const { id, outs } = before;
  const olds = own(outs);
  const { changes, replaces } = lifecycle.diff(id, olds, inputs);
  step.manage(id);
  if (replaces.length === 0 && !changes) return { id, outs: olds };
  const kept = (error: unknown): never => {
    throw error instanceof PartialFailure ? error : new PartialFailure(id, olds, error);
  };
  if (replaces.length === 0) return { id, outs: await lifecycle.update(id, olds, inputs, step).catch(kept) };
  await lifecycle.delete(id, olds, step).catch(kept);
  return lifecycle.create(inputs, step);
}

function nameOf({ __resource }: Props): string | undefined {
  return typeof __resource === "string" ? __resource : undefined;
}

function announce(note: string, session: Session, step: Step): Promise<void> {
  return step.named(() => {
    session.log(note);
    return Promise.resolve();
  });
}

function own(props: Props): Props {
  const { __resource, ...rest } = props;
  return rest;
}

function withName(props: Props, { __resource }: Props): Props {
  return __resource === undefined ? props : { ...props, __resource };
}

/** A partial failure records the resource's name, too. */
async function recorded<T>(news: Props, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw new PartialFailure(error.id, withName(error.outs, news), error.cause);
  }
}
