import type { BotInfo } from "../client/bot-types";

interface Bot {
  readonly id: string;
  readonly info: Pick<BotInfo, "name">;
}

const MAX_LENGTH = 60;

/** Names that a file on Windows cannot have, with any extension. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Words of the language, and names that the program already uses. */
const TAKEN = new Set([
  ...[
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
  ],
  ...[
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
  ],
  ...["instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public", "return", "static"],
  ...[
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "with",
    "yield",
  ],
  ...["join", "prompt", "readFileSync", "require", "exports", "module", "spaceId"],
]);

/** Unique names of resources, files and variables. They come from the bots' names, as far as their characters allow. */
export class Names {
  private readonly resources = new Set<string>();
  private readonly variables = new Set(TAKEN);

  /** The name of a resource, and of the file of its prompt. */
  resource({ id, info }: Bot): string {
    const words = (info.name ?? "")
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-");
    const plain = Array.from(words)
      .slice(0, MAX_LENGTH)
      .join("")
      .replaceAll(/^-+|-+$/g, "");
    const isUsable = plain !== "" && !DEVICES.test(plain) && !this.resources.has(plain);
    return takeFree(this.resources, isUsable ? plain : `${plain || "bot"}-${id}`, "-");
  }

  /** The variable of a resource: `twoVersions` for `two-versions`. */
  variable(resource: string, { id }: Bot): string {
    const [first = "", ...others] = resource.split("-");
    const camel = first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
    const letters = camel.replaceAll(/[^\p{ID_Continue}]/gu, "");
    const plain = /^\p{ID_Start}/u.test(letters) ? letters : `bot${letters}`;
    const name = this.variables.has(plain) ? `${plain}Bot` : plain;
    return takeFree(this.variables, this.variables.has(name) ? `${plain}${id}` : name, "");
  }
}

/** A name that is not taken yet. Even a name with an id may be taken: another bot may have it as its own name. */
function takeFree(taken: Set<string>, wanted: string, before: string): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${before}${count}`;
  taken.add(name);
  return name;
}
