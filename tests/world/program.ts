/** `dynamic` is TypeScript, `plugin` is YAML, Python and Go. */
type Form = "dynamic" | "plugin";

/** `test`: of the bot's test. `copied`: the hash of the bot in place of the test's. `promotion`: of what the other stack has published. */
export type Gate = "test" | "copied" | "promotion" | "copied promotion";

export type Kind = "Bot" | "BotTest" | "Publication" | "Dataset" | "Document" | "WorkspaceMember" | "Callback";

/** A resource of a program: "Bot", "Document 2". */
export type Key = `${Kind}${"" | ` ${string}`}`;

export const kindOf = (key: Key): Kind => key.split(" ")[0] as Kind;

/** Where the program declares a resource. */
export interface Place {
  readonly name: string;
  /** In the component of the program. */
  readonly inTeam?: boolean;
  /** A provider of the program. */
  readonly provider?: string;
  /** The URNs that it has aliases for. */
  readonly aliases?: readonly string[];
  /** It takes over what is there: by `import`, or by `botId` and `adoptVersion`. */
  readonly takes?: "import" | "adopt";
}

export interface BotSpec {
  readonly prompt: string;
  readonly description?: string;
  readonly policy?: "retain" | "archive";
  readonly isSecret?: boolean;
}

interface TestSpec {
  /** `live`: the text of the version that is live, with the hash of the bot. */
  readonly of: "draft" | "live";
  readonly records: boolean;
  readonly triggers?: number;
}

interface PublicationSpec {
  readonly channels: readonly string[];
  readonly triggers?: number;
  readonly gate?: Gate;
}

interface MemberSpec {
  readonly role: "admin" | "member";
}

interface CallbackSpec {
  readonly url: string;
  readonly events: readonly string[];
}

/** A program as data. */
export interface ProgramSpec {
  readonly form: Form;
  readonly bot?: BotSpec;
  readonly test?: TestSpec;
  readonly publication?: PublicationSpec;
  /** The texts of its documents. */
  readonly dataset?: readonly string[];
  readonly member?: MemberSpec;
  readonly callback?: CallbackSpec;
  readonly places: Readonly<Partial<Record<Key, Place>>>;
  /** Kinds of which what is there is imported under a second name. */
  readonly seconds?: readonly ("Bot" | "Dataset")[];
  /** A resource of the program that always fails, of another provider or of this one. */
  readonly fails?: "other" | "coze";
}

/** What the program declares, each after what it needs. */
export function keysOf({ bot, test, publication, dataset, member, callback, seconds = [] }: ProgramSpec): Key[] {
  return [
    ...(bot ? (["Bot"] as const) : []),
    ...(bot && test ? (["BotTest"] as const) : []),
    ...(bot && publication ? (["Publication"] as const) : []),
    ...(dataset ? (["Dataset"] as const) : []),
    ...(dataset ?? []).map((_, index): Key => `Document ${index}`),
    ...(member ? (["WorkspaceMember"] as const) : []),
    ...(callback ? (["Callback"] as const) : []),
    ...(seconds.includes("Bot") && bot ? (["Bot second"] as const) : []),
    ...(seconds.includes("Dataset") && dataset ? (["Dataset second"] as const) : []),
  ];
}

/** The gate of the publication, where there is what it asks for. */
export function gateOf({ publication, test }: ProgramSpec): Gate | undefined {
  return publication?.gate === "test" && !test ? undefined : publication?.gate;
}

/** What a resource comes from. */
export function needsOf(key: Key, program: ProgramSpec): Key[] {
  switch (kindOf(key)) {
    case "BotTest":
      return ["Bot"];
    case "Publication":
      return program.test ? ["Bot", "BotTest"] : ["Bot"];
    case "Document":
      return ["Dataset"];
    default:
      return [];
  }
}

export function placeOf(program: ProgramSpec, key: Key): Place {
  return program.places[key] ?? { name: key.replace(" ", "-").toLowerCase() };
}

/** An edit of a program. */
export type Edit =
  | { readonly set: "bot"; readonly to: Partial<BotSpec> | null }
  | { readonly set: "test"; readonly to: TestSpec | null }
  | { readonly set: "publication"; readonly to: PublicationSpec | null }
  | { readonly set: "dataset"; readonly to: readonly string[] | null }
  | { readonly set: "member"; readonly to: MemberSpec | null }
  | { readonly set: "callback"; readonly to: CallbackSpec | null }
  | { readonly set: "seconds"; readonly to: readonly ("Bot" | "Dataset")[] }
  | { readonly set: "fails"; readonly to: "other" | "coze" | null }
  | { readonly set: "form"; readonly to: Form };

export function edited(program: ProgramSpec, edit: Edit): ProgramSpec {
  if (edit.to === null) return { ...program, [edit.set]: undefined };
  if (edit.set === "bot") return { ...program, bot: { prompt: "Kind", ...program.bot, ...edit.to } };
  return { ...program, [edit.set]: edit.to };
}

/** How a resource is moved: its new place, and whether it has an alias for the old one. */
export interface Move {
  readonly key: Key;
  readonly to: Pick<Place, "name" | "inTeam" | "provider" | "takes">;
  readonly alias: boolean;
}

export function moved(program: ProgramSpec, { key, to, alias }: Move, oldUrn: string): ProgramSpec {
  const before = alias ? [...(placeOf(program, key).aliases ?? []), oldUrn] : [];
  return { ...program, places: { ...program.places, [key]: { ...to, aliases: before } } };
}
