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

/** The steps of a kind for a host: on plain records, with the resource's name in `__resource`, and its URN if the host knows it. */
export interface Steps {
  check(olds: Props, news: Props, urn?: string): Promise<{ inputs: Props; problems: readonly Problem[] }>;
  diff(id: string, olds: Props, news: Props, urn?: string): Promise<Diff>;
  create(inputs: Props, urn?: string): Promise<Created>;
  read(id: string, props: Props, urn?: string): Promise<Found>;
  update(id: string, olds: Props, news: Props, urn?: string): Promise<Props>;
  delete(id: string, props: Props, urn?: string): Promise<void>;
  /** Notes an import, which a host makes by itself. */
  noteImport(id: string, inputs: Props, urn?: string): void;
}

/**
 * What all hosts do around a lifecycle: they remove the resource's name from inputs and add it to results, register the object that the
 * resource manages, and name the resource in log lines.
 */
export function stepsOf(kind: string, source: LifecycleSource, session: Session): Steps {
  let loading: Lifecycle | Promise<Lifecycle> | undefined;
  const load = (): Lifecycle | Promise<Lifecycle> => (loading ??= typeof source === "function" ? source() : source);
  const halfMade = new HalfMade();
  const checks = new Checks();
  /** Every delete comes by here. */
  const leaveObject = async (id: string, outs: Props, subject: Subject, step: Step): Promise<void> => {
    const lifecycle = await load();
    const keeper = session.registry.keeperOf(kind, id, subject);
    if (!keeper) return lifecycle.delete(id, outs, step);
    session.log(`left alone: the resource ${keeper.resource} manages it`, id);
    await lifecycle.yield?.(id, outs, keeper.inputs);
  };
  const stepOf = (props: Props, urn?: string): Step => makeStep(kind, session, subjectOf(props, urn), own(props));

  return {
    async check(olds, news, urn) {
      const isNew = Object.keys(own(olds)).length === 0;
      const subject = subjectOf(news, urn);
      if (isNew) {
        halfMade.noteCheck(subject.resource);
        session.registry.noteNew(subject);
      } else checks.note(subject);
      const step = stepOf(news, urn);
      const { inputs, problems, note } = await (await load()).check(own(olds), own(news), step);
      if (note !== undefined) await announce(note, session, step);
      return { inputs: withName(inputs ?? {}, news), problems };
    },

    async diff(id, olds, news, urn) {
      const found = (await load()).diff(id, own(olds), own(news));
      const isReplaced = found.replaces.length > 0;
      session.registry.noteDiff(kind, id, isReplaced);
      if (!checks.take(subjectOf(news, urn))) return found;
      // Under the name in the state, which stays with an alias.
      const subject = subjectOf({ __resource: olds["__resource"] ?? news["__resource"] }, urn);
      if (isReplaced) session.registry.know(kind, id, subject);
      else session.registry.want(kind, id, subject, own(news));
      if (found.note !== undefined) await announce(found.note, session, stepOf(news, urn));
      return found;
    },

    async create(inputs, urn) {
      const step = stepOf(inputs, urn);
      const lifecycle = await load();
      const before = halfMade.before(step.resource, inputs);
      const leave = async (id: string, outs: Props): Promise<void> => {
        session.registry.unwant(kind, id, subjectOf(inputs, urn));
        await leaveObject(id, outs, subjectOf(inputs, urn), step);
      };
      const create = (): Promise<Created> =>
        step.named(() => createOrGoOn(lifecycle, before, own(inputs), step, leave));
      const { id, outs } = await halfMade.noting(step.resource, inputs, () => recorded(inputs, step, create));
      step.manage(id);
      return { id, outs: withName(outs, inputs) };
    },

    async read(id, props, urn) {
      const step = stepOf(props, urn);
      const lifecycle = await load();
      if (props["__schema"] === undefined) {
        return { outs: await step.named(() => lifecycle.readUnmanaged(id, own(props))), inputs: props };
      }
      const found = await step.named(() => lifecycle.read(id, own(props), step));
      if (found === "gone") return found;
      session.registry.noteRead(kind, id, subjectOf(props, urn), found.inputs);
      return { outs: withName(found.outs, props), inputs: withName(found.inputs, props) };
    },

    async update(id, olds, news, urn) {
      const step = stepOf(news, urn);
      const lifecycle = await load();
      step.manage(id);
      const outs = await recorded(news, step, () => step.named(() => lifecycle.update(id, own(olds), own(news), step)));
      return withName(outs, news);
    },

    async delete(id, props, urn) {
      const step = stepOf(props, urn);
      const subject = subjectOf(props, urn);
      await step.named(() => leaveObject(id, own(props), subject, step));
      session.registry.release(kind, id, subject);
    },

    noteImport(id, inputs, urn) {
      session.registry.want(kind, id, subjectOf(inputs, urn), own(inputs));
    },
  };
}

/** Counts checks of recorded resources. A diff of a refresh has no check before it, and says nothing of what the program wants. */
class Checks {
  private readonly waiting = new Map<string, number>();

  note(subject: Subject): void {
    const key = keyOf(subject);
    this.waiting.set(key, (this.waiting.get(key) ?? 0) + 1);
  }

  take(subject: Subject): boolean {
    const key = keyOf(subject);
    const left = this.waiting.get(key) ?? 0;
    if (left > 0) this.waiting.set(key, left - 1);
    return left > 0;
  }
}

function keyOf({ urn, resource }: Subject): string {
  return urn ?? resource ?? "";
}

function subjectOf({ __resource: resource }: Props, urn: string | undefined): Subject {
  return { resource: typeof resource === "string" ? resource : undefined, urn };
}

function makeStep(kind: string, session: Session, subject: Subject, inputs: Props): Step {
  const { resource } = subject;
  return {
    resource,
    ...session.registry.of(kind, subject, inputs),
    named: (work) => session.during({ kind, resource }, work),
  };
}

/** Creates, or completes a create that failed half-way. The object is recorded even if this fails. */
async function createOrGoOn(
  lifecycle: Lifecycle,
  before: Created | undefined,
  inputs: Props,
  step: Step,
  leave: (id: string, outs: Props) => Promise<void>,
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
  await leave(id, olds).catch(kept);
  return lifecycle.create(inputs, step);
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

/** A partial failure records the resource's name, too, and the resource has its object from then on. */
async function recorded<T>(news: Props, step: Step, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    step.manage(error.id);
    throw new PartialFailure(error.id, withName(error.outs, news), error.cause);
  }
}
