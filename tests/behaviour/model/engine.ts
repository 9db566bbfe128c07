import { isDeepStrictEqual } from "node:util";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import type { Props } from "../../../provider/host/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import type { Session } from "../../../provider/session/session";
import { UNKNOWN } from "../../../provider/values/unknown";

export type Kind = "Bot" | "Publication";

/** A resource as a program declares it; `inputs` may take from the resource that it depends on. */
export interface Declared {
  readonly kind: Kind;
  readonly name: string;
  readonly dependsOn?: string;
  readonly inputs: (dependency: Props) => Props;
}

/** A resource as the state holds it. */
export interface Recorded {
  readonly kind: Kind;
  readonly name: string;
  readonly id: string;
  readonly inputs: Props;
  readonly outs: Props;
  /** It was made or changed in part only. */
  readonly isPartial?: boolean;
}

export type Op = "create" | "update" | "replace" | "same" | "delete" | "read" | "gone";

export interface Outcome {
  /** What was done, or in a preview would be, by resource ("Bot a"). */
  readonly ops: Record<string, Op>;
  /** Of what was replaced, they stand beside those of what took its place. */
  readonly errors: Record<string, Error>;
}

const PROVIDER = { __provider: "the stub" };

/** What the real engine does with a dynamic resource, in one process: for runs by the thousand. */
export class LifecycleEngine {
  constructor(
    /** A fresh one for every operation, as every operation has a provider process of its own. */
    private readonly open: () => Session,
    readonly state = new Map<string, Recorded>(),
    private replaced: Recorded[] = [],
  ) {}

  /** The same state, to try something on. */
  copy(): LifecycleEngine {
    return new LifecycleEngine(this.open, new Map(this.state), [...this.replaced]);
  }

  preview(program: readonly Declared[]): Promise<Outcome> {
    return this.copy().walk(program, true);
  }

  up(program: readonly Declared[]): Promise<Outcome> {
    return this.walk(program, false);
  }

  async refresh(): Promise<Outcome> {
    const providers = this.providers();
    const outcome: Outcome = { ops: {}, errors: {} };
    for (const [key, old] of this.state) {
      try {
        const found = await providers[old.kind].read(old.id, transferred(old.outs));
        if (found.id === "") this.state.delete(key);
        else {
          const { isPartial, ...rest } = old;
          this.state.set(key, { ...rest, outs: answered(found.props), inputs: answered(found.inputs) });
        }
        outcome.ops[key] = found.id === "" ? "gone" : "read";
      } catch (error) {
        outcome.errors[key] = error as Error;
      }
    }
    return outcome;
  }

  async destroy(): Promise<Outcome> {
    const outcome: Outcome = { ops: {}, errors: {} };
    await this.deleteAll(this.providers(), [...this.state.keys()], outcome);
    return outcome;
  }

  private async walk(program: readonly Declared[], isPreview: boolean): Promise<Outcome> {
    const providers = this.providers();
    const outcome: Outcome = { ops: {}, errors: {} };
    const outputs = new Map<string, Props>();
    for (const declared of program) {
      const dependency = declared.dependsOn === undefined ? {} : outputs.get(declared.dependsOn);
      if (!dependency) continue;
      const key = keyOf(declared);
      try {
        const made = await this.step(providers[declared.kind], declared, dependency, isPreview, outcome);
        outputs.set(key, made);
      } catch (error) {
        outcome.errors[key] = error as Error;
      }
    }
    const wanted = new Set(program.map(keyOf));
    const unwanted = [...this.state.keys()].filter((key) => !wanted.has(key));
    if (isPreview) for (const key of unwanted) outcome.ops[key] = "delete";
    else if (Object.keys(outcome.errors).length === 0) await this.deleteAll(providers, unwanted, outcome);
    return outcome;
  }

  private async step(
    provider: HostedProvider,
    declared: Declared,
    dependency: Props,
    isPreview: boolean,
    outcome: Outcome,
  ): Promise<Props> {
    const { kind, name } = declared;
    const key = keyOf(declared);
    const old = this.state.get(key);
    const news = transferred({ ...declared.inputs(dependency), __resource: name, ...PROVIDER });
    const check = async (olds: Props): Promise<Props> => {
      const { inputs, failures } = await provider.check(olds, news);
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
      return answered(inputs);
    };
    const record = (id: string, inputs: Props, outs: unknown, isPartial = false): Props => {
      this.state.set(key, { kind, name, id, inputs, outs: answered(outs), isPartial });
      return { ...(outs as Props), id };
    };
    const perform = async (inputs: Props, work: () => Promise<{ id: string; outs: unknown }>): Promise<Props> => {
      try {
        const { id, outs } = await work();
        return record(id, inputs, outs);
      } catch (error) {
        const failure = error as { id?: string; properties?: Props };
        if (failure.id !== undefined) record(failure.id, inputs, failure.properties, true);
        throw error;
      }
    };

    const inputs = await check(old ? transferred(old.inputs) : {});
    const diff = old && (await provider.diff(old.id, transferred(old.outs), inputs));
    if (!old || !diff || diff.replaces.length > 0) {
      outcome.ops[key] = old ? "replace" : "create";
      if (isPreview) return { ...inputs, id: UNKNOWN };
      const fresh = old ? await check({}) : inputs;
      const made = await perform(fresh, () => provider.create(fresh));
      if (old) this.replaced.push(old);
      return made;
    }
    // What was done in part is gone on with, whatever the diff says.
    outcome.ops[key] = diff.changes || old.isPartial ? "update" : "same";
    if (outcome.ops[key] === "same") return record(old.id, inputs, old.outs);
    if (isPreview) return { ...inputs, id: old.id };
    return perform(inputs, async () => ({
      id: old.id,
      outs: (await provider.update(old.id, transferred(old.outs), inputs)).outs,
    }));
  }

  /** Dependents first, and what was replaced along with what is no longer wanted. */
  private async deleteAll(providers: Record<Kind, HostedProvider>, keys: string[], outcome: Outcome): Promise<void> {
    const named = keys.map((key) => ({ key, resource: this.state.get(key) as Recorded }));
    const old = this.replaced.map((resource) => ({ key: undefined, resource }));
    const isBot = ({ resource }: { resource: Recorded }): number => (resource.kind === "Bot" ? 1 : 0);
    const stuck = new Set<string>();
    for (const { key, resource } of [...named, ...old].sort((a, b) => isBot(a) - isBot(b))) {
      // What still has a dependent stays.
      if (stuck.has(resource.name)) continue;
      try {
        await providers[resource.kind].delete(resource.id, transferred(resource.outs));
        if (key === undefined) this.replaced = this.replaced.filter((other) => other !== resource);
        else {
          this.state.delete(key);
          outcome.ops[key] = "delete";
        }
      } catch (error) {
        stuck.add(resource.name);
        outcome.errors[key ?? `${keyOf(resource)}, replaced`] = error as Error;
      }
    }
  }

  private providers(): Record<Kind, HostedProvider> {
    const session = this.open();
    return {
      Bot: hosted("Bot", botLifecycle(session), session),
      Publication: hosted("Publication", publicationLifecycle(session), session),
    };
  }
}

export function keyOf({ kind, name }: { kind: Kind; name: string }): string {
  return `${kind} ${name}`;
}

/** As it comes out at the other end of the engine's wire. */
function transferred(props: Props): Props {
  return JSON.parse(JSON.stringify(props)) as Props;
}

/** What the provider answers has to be plain: anything else fails in the real engine, after Coze has acted. */
function answered(result: unknown): Props {
  const props = transferred(result as Props);
  if (!isDeepStrictEqual(props, result)) throw new Error("the provider's answer holds what JSON does not");
  return { ...props, ...PROVIDER };
}
