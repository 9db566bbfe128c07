import type { Session } from "../../session/session";
import type { ResourceKind } from "../../lifecycle";
import { stepsOf, type LifecycleSource, type Steps } from "../steps";
import { RunNotes, type Native } from "./native";

/** A kind of resource as this host runs it. */
export interface Kind {
  readonly steps: Steps;
  readonly native: Native;
}

/** Loads what a kind is made of. */
type KindSource = (session: Session, notes: RunNotes) => Promise<{ lifecycle: LifecycleSource; native: Native }>;
export type KindSources = Readonly<Record<ResourceKind, KindSource>>;

/** The kinds by their type tokens. Each is loaded when the first resource of it arrives. */
export class Kinds {
  private readonly loaded = new Map<string, Promise<Kind>>();
  private readonly notes = new RunNotes();

  constructor(
    private readonly session: Session,
    private readonly sources: KindSources,
  ) {}

  of(type: string): Promise<Kind> {
    const kind = /^coze:index:(\w+)$/.exec(type)?.[1] ?? "";
    const loading = this.loaded.get(kind) ?? this.load(kind, type);
    this.loaded.set(kind, loading);
    return loading;
  }

  private async load(kind: string, type: string): Promise<Kind> {
    if (!this.has(kind)) throw new Error(`${type}: there is no such resource in the package coze`);
    const { lifecycle, native } = await this.sources[kind](this.session, this.notes);
    return { steps: stepsOf(kind, lifecycle, this.session), native };
  }

  private has(kind: string): kind is ResourceKind {
    return kind in this.sources;
  }
}
