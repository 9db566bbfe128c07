import type { Session } from "../../session/session";
import { RunNotes, type Kind, type KindSources, type PluginSide, type References } from "../kind";
import type { Registry } from "../../session/registry";
import type { Props } from "../../lifecycle";
import { stepsOf, type Steps } from "../steps";
import { withSecrets } from "./secrets";

/** A kind of resource in this host. */
export interface HostedKind {
  readonly steps: Steps;
  readonly plugin: PluginSide;
  readonly computed: Kind["computed"];
  readonly references: References;
  /** Marks the secrets in results of this kind. */
  readonly hide: (outs: Props) => Props;
}

/** The kinds by their type tokens. */
export class Kinds {
  private readonly loaded = new Map<string, Promise<HostedKind>>();
  private readonly notes = new RunNotes();

  constructor(
    private readonly session: Session,
    private readonly sources: KindSources,
  ) {}

  /** The registry of this run. */
  get registry(): Registry {
    return this.session.registry;
  }

  of(type: string): Promise<HostedKind> {
    const kind = /^coze:index:(\w+)$/.exec(type)?.[1] ?? "";
    const loading = this.loaded.get(kind) ?? this.load(kind, type);
    this.loaded.set(kind, loading);
    return loading;
  }

  private async load(kind: string, type: string): Promise<HostedKind> {
    const source = Object.hasOwn(this.sources, kind) ? this.sources[kind] : undefined;
    if (!source) throw new Error(`${type}: there is no such resource in the package coze`);
    const { lifecycle, plugin, computed, references = {}, secrets = [] } = await source();
    return {
      steps: stepsOf(kind, lifecycle(this.session), this.session),
      plugin: plugin(this.session, this.notes),
      computed,
      references,
      hide: (outs) => withSecrets(secrets, outs),
    };
  }
}
