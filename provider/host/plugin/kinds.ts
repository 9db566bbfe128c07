import type { Diff, Props, ResourceKind } from "../../lifecycle";
import type { Session } from "../../session/session";
import { stepsOf, type LifecycleSource, type Steps } from "../steps";

/** A resource as it is recorded, and what the program wants of it now. */
export interface Known {
  readonly id: string;
  readonly olds: Props;
  readonly oldInputs: Props;
  readonly news: Props;
  /** Whether nothing was updated since the import. */
  readonly imported: boolean;
}

/** Everything that can be read of an object that no state records. */
interface Imported {
  readonly outs: Props;
  readonly inputs: Props;
}

/** What a kind of resource has for a host that previews outputs and imports. The dynamic host does neither. */
export interface Native {
  /** The outputs that only Coze knows. */
  readonly computed: readonly string[];
  /** Those of `computed` that are known before the create. */
  knownBefore?(inputs: Props): Props;
  /** Those of `computed` that an update will change to something unknown. */
  unknownAfter?(olds: Props, news: Props): readonly string[];
  /** Throws where there is no such object, or no way to read it. */
  importOf(id: string): Promise<Imported>;
  /** Inputs that say what is secret among the others, which here have their marks. */
  secretsIn?(marked: Props): Props;
  /** The old inputs as a check is to see them. */
  checkedBefore?(oldInputs: Props, news: Props): Props;
  /** The old outputs as a diff, an update and a refresh are to see them: of an import only what the program declares counts. */
  asDeclared?(known: Known): Props;
  /** Notes the outcome of a diff for other resources of the run. */
  noteDiff?(known: Known, diff: Diff): void;
}

interface BotNote {
  readonly imported: boolean;
  readonly changes: boolean;
  /** The content that the program declares of it, by leaf. */
  readonly declared: Props;
}

/** What the resources of one run know of each other's diffs. */
export class RunNotes {
  private readonly unchangedImports = new Set<string>();
  private readonly edited = new Set<string>();
  private readonly declared = new Map<string, Props>();

  noteBot(id: string, { imported, changes, declared }: BotNote): void {
    this.declared.set(id, declared);
    if (changes) this.edited.add(id);
    else if (imported) this.unchangedImports.add(id);
  }

  /**
   * Whether the bot's hash differs from a published one for no other reason than its import: it covers all that can be read, and not
   * what the program declares.
   */
  isUnchangedImport(botId: unknown): boolean {
    return typeof botId === "string" && this.unchangedImports.has(botId) && !this.edited.has(botId);
  }

  isEdited(botId: unknown): boolean {
    return typeof botId === "string" && this.edited.has(botId);
  }

  /** The content that the program declares of the bot, by leaf; empty where the program has no such bot. */
  declaredOf(botId: unknown): Props {
    return this.declared.get(String(botId)) ?? {};
  }
}

/** The outputs without the inputs among them that the program does not declare. */
export function withoutUndeclared(outs: Props, inputKeys: readonly string[], declared: Props): Props {
  return Object.fromEntries(
    Object.entries(outs).filter(([key]) => !inputKeys.includes(key) || declared[key] !== undefined),
  );
}

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
