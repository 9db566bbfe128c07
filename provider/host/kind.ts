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
  /** Lists the objects on Coze. Absent if Coze has no such list. */
  readonly listing?: Listing;
}

/** A list of all objects of a kind on Coze, managed by a program or not. */
export interface Listing {
  /** The ids that the list needs. */
  readonly query: Readonly<Record<string, { readonly description: string; readonly isRequired: boolean }>>;
  list(session: Session, query: Readonly<Record<string, string>>): Promise<readonly Listed[]>;
}

export interface Listed {
  /** The id for an import, if the kind has an import. */
  readonly id: string;
  readonly name: string;
}

/**
 * An input that is another resource of the program. The plugin gets the resource's URN and id, and looks up the outputs
 * of that resource. The classes of the program send the values themselves.
 */
export interface Reference {
  readonly kind: string;
  /** The inputs that the reference replaces, each with the output that gives its value. */
  readonly gives: Readonly<Record<string, string>>;
  /** Whether the values form one object under the name of the input. A program may give such an object itself. */
  readonly isObject?: true;
}

export type References = Readonly<Record<string, Reference>>;

/** The kinds by their names. The first resource of a kind loads the kind. */
export type KindSources = Readonly<Record<string, () => Promise<Kind>>>;

/** A recorded resource, with the inputs that the program declares now. */
export interface Known {
  readonly id: string;
  readonly olds: Props;
  readonly oldInputs: Props;
  readonly news: Props;
  /** Whether nothing was updated since the import. */
  readonly imported: boolean;
}

/** The result of an import: everything that can be read of an object that is in no state. */
interface Imported {
  readonly outs: Props;
  readonly inputs: Props;
}

/** The part of a kind for the plugin, which can preview outputs and import objects. The dynamic host can do neither. */
export interface PluginSide {
  /**
   * The most items of each list. A longer list is refused unread: an engine may send 100,000 items, and turning them
   * into values takes minutes.
   */
  readonly mostItems?: Readonly<Record<string, number>>;
  /** The computed outputs that are known before the create. */
  knownBefore?(inputs: Props): Props;
  /** The computed outputs that an update makes unknown in a preview. */
  unknownAfter?(olds: Props, news: Props): readonly string[];
  /** Reads an object for an import. Throws if there is no such object, or no way to read it. */
  importOf(id: string): Promise<Imported>;
  /** Further inputs that say which inputs are secret. `marked` are the inputs with the engine's marks. */
  secretsIn?(marked: Props): Props;
  /** The old inputs for a check. */
  checkedBefore?(oldInputs: Props, news: Props): Props;
  /** The old outputs for a diff, an update and a refresh. After an import, only the declared parts count. */
  asDeclared?(known: Known): Props;
  /** Notes the outcome of a diff for other resources of the run. */
  noteDiff?(known: Known, diff: Diff): void;
}

interface BotNote {
  readonly imported: boolean;
  /** Whether this run changes the bot's content. */
  readonly isEdited: boolean;
  /** The bot's declared content, by leaf. */
  readonly declared: Props;
}

/** Notes about the diffs of one run, which the resources share. */
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
   * Whether the bot's hash differs from the published one only because of the bot's import. The hash of an import
   * covers everything that can be read; the published hash covers the declared content.
   */
  isUnchangedImport(botId: unknown): boolean {
    return typeof botId === "string" && this.unchangedImports.has(botId) && !this.edited.has(botId);
  }

  isEdited(botId: unknown): boolean {
    return typeof botId === "string" && this.edited.has(botId);
  }

  /** The bot's declared content, by leaf; empty if the program has no such bot. */
  declaredOf(botId: unknown): Props {
    return this.declared.get(String(botId)) ?? {};
  }
}

/** The outputs without inputs that the program does not declare. */
export function withoutUndeclared(outs: Props, inputKeys: readonly string[], declared: Props): Props {
  return Object.fromEntries(
    Object.entries(outs).filter(([key]) => !inputKeys.includes(key) || declared[key] !== undefined),
  );
}
