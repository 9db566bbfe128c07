import type * as z from "zod";
import type { Diff, Lifecycle, Props } from "../lifecycle";
import type { Session } from "../session/session";

/** A kind of resource, for every host, the mocks and the schema. */
export interface Kind {
  readonly inputs: z.ZodType;
  readonly lifecycle: (session: Session) => Lifecycle;
  readonly plugin: (session: Session, notes: RunNotes) => PluginSide;
  /**
   * All outputs that only Coze has, with the values that a mock gives a new object. A preview knows none of the values.
   */
  readonly computed: (inputs: Props, id: string) => Props;
  /** The computed outputs that are secrets. None by default. */
  readonly secrets?: readonly string[];
  /** The inputs that are other resources of the program. None by default. */
  readonly references?: References;
  /** How the objects on Coze are found. None where Coze has no list of them. */
  readonly listing?: Listing;
}

/** The objects of a kind that are on Coze, whether a program manages them or not. */
export interface Listing {
  /** The ids by which the objects are found. */
  readonly query: Readonly<Record<string, { readonly description: string; readonly isRequired: boolean }>>;
  list(session: Session, query: Readonly<Record<string, string>>): Promise<readonly Listed[]>;
}

export interface Listed {
  /** As an import takes it, where there is one. */
  readonly id: string;
  readonly name: string;
}

/**
 * An input that is another resource of the program. The plugin gets the resource's URN and id, and takes the values
 * from what it knows of that resource; the classes send the values themselves.
 */
export interface Reference {
  readonly kind: string;
  /** The inputs in whose place it stands, each with the output that gives its value. */
  readonly gives: Readonly<Record<string, string>>;
  /** Whether the values are one object under the name of the input, which a program may give as well. */
  readonly isObject?: true;
}

export type References = Readonly<Record<string, Reference>>;

/** The kinds by their names. Each is loaded when the first resource of it arrives. */
export type KindSources = Readonly<Record<string, () => Promise<Kind>>>;

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

/** What a kind of resource has for the plugin, which previews outputs and imports. The dynamic host does neither. */
export interface PluginSide {
  /** The longest lists that are read at all: an engine may send 100,000 items, which take minutes to become values. */
  readonly mostItems?: Readonly<Record<string, number>>;
  /** The computed outputs that are known before the create. */
  knownBefore?(inputs: Props): Props;
  /** The computed outputs that an update will change to something unknown. */
  unknownAfter?(olds: Props, news: Props): readonly string[];
  /** Throws where there is no such object, or no way to read it. */
  importOf(id: string): Promise<Imported>;
  /** Inputs that say what is secret among the others, which here have their marks. */
  secretsIn?(marked: Props): Props;
  /** The old inputs as a check is to see them. */
  checkedBefore?(oldInputs: Props, news: Props): Props;
  /**
   * The old outputs as a diff, an update and a refresh are to see them: of an import only what the program declares
   * counts.
   */
  asDeclared?(known: Known): Props;
  /** Notes the outcome of a diff for other resources of the run. */
  noteDiff?(known: Known, diff: Diff): void;
}

interface BotNote {
  readonly imported: boolean;
  /** Whether this run changes its content. */
  readonly isEdited: boolean;
  /** The content that the program declares of it, by leaf. */
  readonly declared: Props;
}

/** What the resources of one run know of each other's diffs. */
export class RunNotes {
  private readonly unchangedImports = new Set<string>();
  private readonly edited = new Set<string>();
  private readonly declared = new Map<string, Props>();

  noteBot(id: string, { imported, isEdited, declared }: BotNote): void {
    this.declared.set(id, declared);
    if (isEdited) this.edited.add(id);
    else if (imported) this.unchangedImports.add(id);
  }

  /**
   * Whether the bot's hash differs from a published one for no other reason than its import: it covers all that can be
   * read, and not what the program declares.
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
