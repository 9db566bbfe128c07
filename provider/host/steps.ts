import type { Subject } from "../session/claims";
import type { Session } from "../session/session";
import { createOrGoOn, HalfMade } from "./half-made";
import {
  PartialFailure,
  type Created,
  type Diff,
  type Found,
  type Lifecycle,
  type Props,
  type Step,
} from "../lifecycle";
import { formatPath, type Problem } from "../values/problem";
import { ID_RULE, isId } from "../values/text";
import { tokenError, tokenIn } from "../values/tokens";

/** A lifecycle, or a function that loads it for the first step. */
export type LifecycleSource = Lifecycle | (() => Promise<Lifecycle>);

/**
 * The steps of a kind for a host. They work on plain records, with the resource's name in `__resource`, and with its
 * URN if the host knows it.
 */
export interface Steps {
  check(olds: Props, news: Props, urn?: string): Promise<{ inputs: Props; problems: readonly Problem[] }>;
  /** `state` are the recorded outputs, if `olds` are others. */
  diff(id: string, olds: Props, news: Props, urn?: string, state?: Props): Promise<Diff>;
  create(inputs: Props, urn?: string): Promise<Created>;
  read(id: string, props: Props, urn?: string): Promise<Found>;
  update(id: string, olds: Props, news: Props, urn?: string): Promise<Props>;
  delete(id: string, props: Props, urn?: string): Promise<void>;
  /** Notes an import, which the host does by itself. */
  noteImport(id: string, inputs: Props, urn?: string): void;
}

/** The steps of a kind for a host. */
export function stepsOf(kind: string, source: LifecycleSource, session: Session): Steps {
  return new HostedSteps(kind, source, session);
}

/**
 * The work of all hosts around a lifecycle:
 *
 * - remove the resource's name from inputs, and add it to results
 * - register the object that the resource manages
 * - ask at every delete which resource keeps the object
 * - name the resource in log lines
 */
class HostedSteps implements Steps {
  private loading: Lifecycle | Promise<Lifecycle> | undefined;
  private readonly halfMade = new HalfMade();
  private readonly checks = new Checks();

  constructor(
    private readonly kind: string,
    private readonly source: LifecycleSource,
    private readonly session: Session,
  ) {}

  async check(olds: Props, news: Props, urn?: string): Promise<{ inputs: Props; problems: readonly Problem[] }> {
    const subject = subjectOf(news, urn);
    if (Object.keys(withoutName(olds)).length === 0) {
      this.halfMade.noteCheck(subject.resource);
      this.session.registry.noteNew(subject);
    } else this.checks.note(subject);
    const step = this.step(news, urn);
    const { inputs, problems, note } = await (await this.lifecycle()).check(withoutName(olds), withoutName(news), step);
    if (note !== undefined) await announce(note, this.session, step);
    return { inputs: withName(inputs ?? {}, news), problems };
  }

  async diff(id: string, olds: Props, news: Props, urn?: string, state = olds): Promise<Diff> {
    const found = (await this.lifecycle()).diff(id, withoutName(olds), withoutName(news));
    const { registry } = this.session;
    const isReplaced = found.replaces.length > 0;
    registry.noteDiff(this.kind, id, isReplaced);
    if (!this.checks.take(subjectOf(news, urn))) return found;
    if (found.changes && !isReplaced) registry.noteDue(this.kind, id);
    else registry.noteDone(this.kind, id);
    // The name comes from the state, since an alias does not change it there.
    const subject = subjectOf({ __resource: olds["__resource"] ?? news["__resource"] }, urn);
    if (isReplaced) registry.know(this.kind, id, subject);
    else registry.want(this.kind, id, subject, withoutName(news));
    registry.record(this.kind, id, subject, withoutName(state));
    if (found.note !== undefined) await announce(found.note, this.session, this.step(news, urn));
    return found;
  }

  async create(inputs: Props, urn?: string): Promise<Created> {
    const step = this.step(inputs, urn);
    const subject = subjectOf(inputs, urn);
    const lifecycle = await this.lifecycle();
    const before = this.halfMade.before(step.resource, inputs);
    const olds = before && { id: before.id, outs: withoutName(before.outs) };
    const leave = (id: string, outs: Props): Promise<void> => {
      this.session.registry.unwant(this.kind, id, subject);
      return this.leave(id, outs, subject, step);
    };
    const create = () => step.named(() => createOrGoOn(lifecycle, olds, withoutName(inputs), step, leave));
    const { id, outs } = await this.halfMade.noting(step.resource, inputs, () =>
      this.noting(inputs, step, urn, create),
    );
    step.manage(id);
    this.session.registry.noteDone(this.kind, id);
    this.session.registry.record(this.kind, id, subject, withoutName(outs));
    return { id, outs: withName(outs, inputs) };
  }

  async read(id: string, props: Props, urn?: string): Promise<Found> {
    const step = this.step(props, urn);
    const lifecycle = await this.lifecycle();
    if (props["__schema"] === undefined) {
      refuseWrongId(id);
      const outs = await step.named(() => lifecycle.readUnmanaged(id, withoutName(props)));
      this.refuseToken(id, outs, props);
      return { outs, inputs: props };
    }
    const found = await step.named(() => lifecycle.read(id, withoutName(props), step));
    if (found === "gone") return found;
    this.refuseToken(id, { ...found.inputs, ...found.outs }, props);
    this.session.registry.noteRead(this.kind, id, subjectOf(props, urn), found.inputs);
    return { outs: withName(found.outs, props), inputs: withName(found.inputs, props) };
  }

  async update(id: string, olds: Props, news: Props, urn?: string): Promise<Props> {
    const step = this.step(news, urn);
    const lifecycle = await this.lifecycle();
    step.manage(id);
    const update = () => step.named(() => lifecycle.update(id, withoutName(olds), withoutName(news), step));
    const outs = await this.noting(news, step, urn, update);
    this.session.registry.noteDone(this.kind, id);
    this.session.registry.record(this.kind, id, subjectOf(news, urn), withoutName(outs));
    return withName(outs, news);
  }

  async delete(id: string, props: Props, urn?: string): Promise<void> {
    const step = this.step(props, urn);
    const subject = subjectOf(props, urn);
    await step.named(() => this.leave(id, withoutName(props), subject, step));
    this.session.registry.release(this.kind, id, subject);
  }

  noteImport(id: string, inputs: Props, urn?: string): void {
    this.refuseToken(id, inputs);
    this.session.registry.want(this.kind, id, subjectOf(inputs, urn), withoutName(inputs));
  }

  /**
   * Runs a create or an update. After a partial failure, the resource has its object, and the outputs have the
   * resource's name.
   */
  private async noting<T>(news: Props, step: Step, urn: string | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PartialFailure)) throw error;
      step.manage(error.id);
      this.session.registry.record(this.kind, error.id, subjectOf(news, urn), withoutName(error.outs));
      throw new PartialFailure(error.id, withName(error.outs, news), error.cause);
    }
  }

  /** Deletes the object, or leaves it to the resource that keeps it. Every delete passes through here. */
  private async leave(id: string, outs: Props, subject: Subject, step: Step): Promise<void> {
    const lifecycle = await this.lifecycle();
    const keeper = this.session.registry.keeperOf(this.kind, id, subject);
    if (!keeper) return lifecycle.delete(id, outs, step);
    this.session.log(`left alone: the resource ${keeper.resource} manages it`, id);
    if (keeper.inputs) await lifecycle.yield?.(id, outs, keeper.inputs);
  }

  /**
   * Refuses a token in content that was read: somebody may have typed it there, and the engine would print it and keep
   * it in the state. A token that the program itself gave is in the state already.
   */
  private refuseToken(id: string, found: Props, known: Props = {}): void {
    const path = tokenIn(found);
    if (path === undefined || tokenIn(known) !== undefined) return;
    throw tokenError(`${this.kind} ${id}`, formatPath(path));
  }

  private lifecycle(): Lifecycle | Promise<Lifecycle> {
    return (this.loading ??= typeof this.source === "function" ? this.source() : this.source);
  }

  private step(props: Props, urn: string | undefined): Step {
    const subject = subjectOf(props, urn);
    const { resource } = subject;
    return {
      resource,
      ...this.session.registry.of(this.kind, subject, withoutName(props)),
      named: (work) => this.session.during({ kind: this.kind, resource }, work),
    };
  }
}

/**
 * Refuses an id with special characters. The id of a program or a person goes into a path: `..` would be the address of
 * another call.
 */
export function refuseWrongId(id: string): void {
  if (!isId(id)) throw new Error(`The id ${ID_RULE}.`);
}

/**
 * Counts checks of recorded resources. A diff without a check before it belongs to a refresh, and does not show what
 * the program declares.
 */
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

function announce(note: string, session: Session, step: Step): Promise<void> {
  return step.named(() => {
    session.log(note);
    return Promise.resolve();
  });
}

function withoutName(props: Props): Props {
  const { __resource, ...rest } = props;
  return rest;
}

function withName(props: Props, { __resource }: Props): Props {
  return __resource === undefined ? props : { ...props, __resource };
}
