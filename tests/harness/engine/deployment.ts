import { randomUUID } from "node:crypto";
import { withIgnored } from "./ignore-changes";
import { PROVIDER_TYPE, type Host, type Providers } from "./providers";
import { replacedAlong } from "./replaced-along";
import { deletionWaves, needs, opOfDelete, type Goal, type Op, type Recorded, type State } from "./state";
import { attempt, recordOf, type Made } from "./attempt";
import { checked, handedOver, isManagedByProvider, stepsOf, type DeploymentOptions } from "./asked";
import { Notes } from "./notes";
import { refreshed, refreshedReplaced } from "./refreshed";
import { annotated, answerOf, asOld, changesBetween, dereferenced, revealed } from "./values";

/** The state of a resource for its program and its dependents. */
export type Registered = Pick<Recorded, "urn" | "id" | "outputs">;

/** A decided step, which is still to be taken. */
type Decided = () => Promise<Registered>;

/** Does the engine's work on the resources that a program registers: checks, compares, and takes the steps. */
export class Deployment extends Notes {
  private isCanceled = false;
  private readonly seen = new Set<string>();
  /** The URNs that are neither recorded nor targeted. */
  private readonly skipped = new Set<string>();
  /** The URNs that were deleted along with a resource that they depend on. They are created again. */
  private readonly deletedAlong = new Set<string>();
  private deciding: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly state: State,
    private readonly providers: Providers,
    private readonly options: DeploymentOptions = {},
  ) {
    super();
    for (const { type, urn, inputs } of state.all) {
      if (type.startsWith(PROVIDER_TYPE)) providers.configure(urn, inputs);
    }
  }

  /** Whether resources that do not depend on a failure are still registered. */
  get goesOn(): boolean {
    return this.options.continueOnError ?? false;
  }

  /** Takes no further step, as after a Ctrl-C. Steps under way go on. */
  cancel(): void {
    this.isCanceled = true;
  }

  /**
   * Brings the resource to the program's goal. The engine decides on one resource at a time, and takes the steps of
   * many at once.
   */
  async register(goal: Goal): Promise<Registered> {
    return this.noting(goal.urn, async () => {
      const act = await this.inTurn(() => this.decide(goal));
      return act();
    });
  }

  /** Reads a resource that the program names by its id. */
  async read(goal: Goal, id: string): Promise<Registered> {
    return this.noting(goal.urn, async () => {
      const known = await this.inTurn(() => Promise.resolve(this.take(goal)));
      const provider = await this.providers.of(goal);
      const inputs = dereferenced(goal.inputs);
      const found = await provider.read(id, revealed(inputs), {});
      if (found.id === "") throw new Error(`resource '${id}' does not exist`);
      this.note("read", goal.urn, known?.inputs ?? {}, inputs);
      const outputs = annotated(answerOf(found.props, inputs), inputs);
      return this.record({ ...goal, id: found.id, inputs, outputs, external: true });
    });
  }

  /** Deletes the resources that the program no longer has, and the replaced ones. */
  async finish(): Promise<void> {
    if (this.hasFailed) return;
    const unwanted = [...this.state.live.values()].filter(({ urn }) => !this.seen.has(urn));
    await this.deleteAll([...unwanted, ...this.state.replaced].filter(({ urn }) => this.isTarget(urn)));
  }

  destroy(): Promise<void> {
    return this.deleteAll(this.state.all);
  }

  /** Brings the state up to date with the objects. */
  async refresh(): Promise<void> {
    for (const urn of [...this.state.live.keys()]) {
      const old = this.state.live.get(urn);
      if (!old || !isManagedByProvider(old)) continue;
      if (this.isCanceled) return;
      await this.noting(urn, () => this.refreshOne(old)).catch(() => undefined);
    }
    // Also the replaced resources that are not deleted yet.
    for (const old of this.state.replaced.filter(isManagedByProvider)) {
      if (this.isCanceled) return;
      await this.noting(`${old.urn}, replaced`, () => this.refreshReplaced(old)).catch(() => undefined);
    }
  }

  private async refreshReplaced(old: Recorded): Promise<void> {
    const found = await refreshedReplaced(await this.providers.of(old), old);
    this.state.remove(old);
    if (found) this.state.keepReplaced(found);
  }

  private async refreshOne(old: Recorded): Promise<void> {
    const found = await refreshed(await this.providers.of(old), old);
    if (!found) {
      this.state.drop(old);
      this.steps.push({ op: "delete", urn: old.urn, changes: {} });
      return;
    }
    this.state.set(found.recorded);
    if (await found.differs()) this.note("update", old.urn, old.inputs, found.recorded.inputs);
    else this.note("same", old.urn, {}, {});
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.deciding.then(work, work);
    this.deciding = turn.catch(() => undefined);
    return turn;
  }

  private isTarget(urn: string): boolean {
    return this.options.targets?.includes(urn) ?? true;
  }

  private async decide(goal: Goal): Promise<Decided> {
    if (this.isCanceled) throw new Error("the update was canceled");
    const known = this.take(goal);
    if (!isManagedByProvider(goal)) return () => Promise.resolve(this.keep(goal, known));
    if (!this.isTarget(goal.urn)) return () => Promise.resolve(this.leave(goal, known));
    const missing = goal.dependencies.find((urn) => this.skipped.has(urn));
    if (missing !== undefined) throw new Error(`'${goal.urn}' depends on '${missing}', which is no target`);
    const provider = await this.providers.of(goal);
    const imported = await this.import(provider, goal, known);
    const old = imported ?? known;
    const given = handedOver(goal, old ? withIgnored(goal.inputs, old.inputs, goal.ignoreChanges) : goal.inputs);
    // With `--replace` the engine ignores the old state and asks for no diff.
    const isTargeted = old && !old.external && this.options.replace?.includes(goal.urn);
    if (isTargeted) {
      const fresh = await checked(provider, goal, {}, handedOver(goal, goal.inputs));
      return this.replace(provider, { ...goal, inputs: fresh }, old);
    }
    const inputs = await checked(provider, goal, old?.inputs ?? {}, given);
    if (!old || old.external) return () => this.create(provider, { ...goal, inputs }, old);

    const diff = await provider.diff(old.id ?? "", asOld(old.outputs), asOld(inputs), asOld(old.inputs));
    if (diff.replaces.length > 0) {
      // The defaults of a new resource do not come from the old one.
      const fresh = await checked(provider, goal, {}, given);
      return this.replace(provider, { ...goal, inputs: fresh }, old);
    }
    // An unfinished resource is updated, whatever the diff says.
    if (diff.changes || (old.initErrors ?? []).length > 0) {
      return () => this.update(provider, { ...goal, inputs }, old);
    }
    // An imported resource without a difference stays as it was read.
    if (imported) return () => Promise.resolve(this.record(imported));
    this.note("same", goal.urn, {}, {});
    const { initErrors: _, external: __, ...rest } = old;
    return () => Promise.resolve(this.record({ ...rest, ...goal, inputs, outputs: old.outputs }));
  }

  /** The record of the resource, under its present name or an alias. */
  private take({ urn, aliases = [] }: Goal): Recorded | undefined {
    if (this.seen.has(urn)) throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    this.seen.add(urn);
    const known = [urn, ...aliases].find((name) => this.state.live.has(name));
    const old = known === undefined ? undefined : this.state.live.get(known);
    if (!old || known === urn) return old;
    this.state.live.delete(old.urn);
    const renamed = { ...old, urn };
    this.state.set(renamed);
    return renamed;
  }

  /** Records a component or a provider, for which the engine calls no provider. */
  private keep(goal: Goal, old: Recorded | undefined): Recorded {
    const isProvider = goal.type.startsWith(PROVIDER_TYPE);
    const inputs = dereferenced(goal.inputs);
    if (isProvider) this.providers.configure(goal.urn, inputs);
    // A component has no inputs of its own.
    const changes = old && isProvider ? changesBetween(old.inputs, inputs) : {};
    const op = Object.keys(changes).length > 0 ? "update" : "same";
    this.steps.push({ op: old ? op : "create", urn: goal.urn, changes });
    return this.record({ ...goal, inputs, outputs: inputs, ...(isProvider && { id: old?.id ?? randomUUID() }) });
  }

  /** Leaves a resource that is not targeted as it is recorded. Nothing is known of one without a record. */
  private leave(goal: Goal, old: Recorded | undefined): Registered {
    if (!old) {
      this.skipped.add(goal.urn);
      return { urn: goal.urn, outputs: {} };
    }
    this.note("same", goal.urn, {}, {});
    return old;
  }

  /** Imports an existing object. Its record is the old state of the resource from then on. */
  private async import(provider: Host, goal: Goal, old: Recorded | undefined): Promise<Recorded | undefined> {
    const { ignoreChanges: _, aliases: __, deleteBeforeReplace: ___, import: id, ...rest } = goal;
    if (id === undefined || old?.id === id) return undefined;
    if (!provider.import) throw new Error("the provider of this resource cannot import");
    const { props, inputs } = await provider.import(id);
    this.note("import", goal.urn, {}, inputs);
    return this.record({ ...rest, inputs: answerOf(inputs, goal.inputs), outputs: answerOf(props, goal.inputs), id });
  }

  private create(provider: Host, goal: Goal, old?: Recorded): Promise<Recorded> {
    const op: Op = old || this.deletedAlong.has(goal.urn) ? "create-replacement" : "create";
    this.note(op, goal.urn, old?.inputs ?? {}, goal.inputs);
    const inputs = revealed(goal.inputs);
    return this.perform(
      goal,
      async () => {
        const { id, outs } = await stepsOf(provider, this.options).create(inputs);
        return { ...(id !== "" && { id }), outputs: answerOf(outs, inputs) };
      },
      { replaced: old && !old.external && !old.delete ? old : undefined },
    );
  }

  private update(provider: Host, goal: Goal, old: Recorded): Promise<Recorded> {
    this.note("update", goal.urn, old.inputs, goal.inputs);
    const inputs = revealed(goal.inputs);
    const id = old.id ?? "";
    return this.perform(
      goal,
      async () => {
        const { outs } = await stepsOf(provider, this.options).update(
          id,
          asOld(old.outputs),
          inputs,
          asOld(old.inputs),
        );
        return { id, outputs: answerOf(outs, inputs) };
      },
      { updated: old },
    );
  }

  private async replace(provider: Host, goal: Goal, old: Recorded): Promise<Decided> {
    const name = old.urn.split("::").at(-1) ?? "";
    if (old.protect) throw new Error(`unable to replace resource "${name}"\nas it is currently marked for protection`);
    if (!goal.deleteBeforeReplace) return () => this.create(provider, goal, old);
    const along = await replacedAlong(old, this.state, (one) => this.providers.of(one));
    for (const { urn } of along) this.deletedAlong.add(urn);
    return async () => {
      for (const one of [...along, old]) await this.deleteOne(one, "delete-replaced");
      return this.create(provider, goal, { ...old, delete: true });
    };
  }

  /** Takes a step and records its result, also if it failed half-way. */
  private async perform(
    goal: Goal,
    work: () => Promise<Made>,
    olds: { updated?: Recorded; replaced?: Recorded },
  ): Promise<Recorded> {
    const { made, error } = await attempt(work);
    if (!made) throw error;
    if (olds.replaced) this.state.keepReplaced(olds.replaced);
    const isUnfinished = error !== undefined;
    const recorded = this.record(recordOf(goal, made, isUnfinished ? olds.updated?.inputs : undefined));
    if (isUnfinished) throw error;
    return recorded;
  }

  private record(recorded: Recorded): Recorded {
    this.state.set(recorded);
    return recorded;
  }

  private async deleteAll(resources: readonly Recorded[]): Promise<void> {
    const stuck: Recorded[] = [];
    for (const wave of deletionWaves(resources)) {
      if (stuck.length > 0 && !this.options.continueOnError) return;
      for (const one of wave) {
        if (this.isCanceled || stuck.some((other) => needs(other, one))) continue;
        const key = one.delete ? `${one.urn}, replaced` : one.urn;
        await this.noting(key, () => this.deleteOne(one, opOfDelete(one))).catch(() => {
          stuck.push(one);
        });
      }
    }
  }

  private async deleteOne(old: Recorded, op: Op): Promise<void> {
    const isCalled = isManagedByProvider(old) && !old.external && !old.retainOnDelete && !this.options.preview;
    this.note(op, old.urn, old.inputs, {});
    if (old.protect) throw new Error(`resource "${old.urn}" cannot be deleted\nbecause it is protected`);
    if (isCalled) await (await this.providers.of(old)).delete(old.id ?? "", asOld(old.outputs));
    this.state.remove(old);
  }
}
