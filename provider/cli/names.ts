import type { BotInfo } from "../client/bot-types";

interface Bot {
  readonly id: string;
  readonly info: Pick<BotInfo, "name">;
}

const MAX_LENGTH = 60;

/** Windows has no file of these names, whatever their endings. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** The words of the language, and the names that the program has beside those of bots. */
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

/** Names of resources, files and variables: those of the bots where their characters allow, and never twice. */
export class Names {
  private readonly resources = new Set<string>();
  private readonly variables = new Set(TAKEN);

  /** The name of the resource, and of the file of its prompt. */
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

  /** The variable of a resource: `twoVersions` of `two-versions`. */
  variable(resource: string, { id }: Bot): string {
    const [first = "", ...others] = resource.split("-");
    const camel = first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
    const letters = camel.replaceAll(/[^\p{ID_Continue}]/gu, "");
    const plain = /^\p{ID_Start}/u.test(letters) ? letters : `bot${letters}`;
    const name = this.variables.has(plain) ? `${plain}Bot` : plain;
    return takeFree(this.variables, this.variables.has(name) ? `${plain}${id}` : name, "");
  }
}

/** A bot may have the name that another one gets by its id. */
function takeFree(taken: Set<string>, wanted: string, before: string): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${before}${count}`;
  taken.add(name);
  return name;
}
