import type { Emulator } from "../../../emulator";
import { SECRET, SIGNATURE } from "../../harness/marks";

/**
 * Values with what two servers and two moments make different by its name instead: ids, versions, times. Hashes by the
 * order in which they come, and secrets, of which one side has only the cipher, as secrets.
 */
export class Normal {
  private readonly hashes = new Map<string, string>();
  private readonly known = new Map<string, string>();

  constructor(private readonly emulator: Emulator) {}

  of(value: unknown): unknown {
    return this.walk(value, this.names());
  }

  private walk(value: unknown, names: ReadonlyMap<string, string>): unknown {
    if (typeof value === "string") return this.text(value, names);
    if (typeof value === "number") return value > 1_500_000_000 ? "<time>" : value;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.walk(item, names));
    if ((value as Record<string, unknown>)[SIGNATURE] === SECRET) return "<secret>";
    const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([key, item]) => [this.text(key, names), this.walk(item, names)]));
  }

  private text(text: string, names: ReadonlyMap<string, string>): string {
    let named = text;
    for (const [id, name] of names) named = named.replaceAll(id, name);
    return named
      .replace(/BIZ_BOT_ICON\/\w+/g, "BIZ_BOT_ICON/<icon>")
      .replace(/log id \w+/g, "log id <id>")
      .replace(/\?x-(expires|signature)=.*$/, "?<signed>")
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
      .replace(/v1:[0-9a-f]{64}/g, (hash) => {
        const known = this.hashes.get(hash) ?? `<hash ${this.hashes.size + 1}>`;
        this.hashes.set(hash, known);
        return known;
      });
  }

  /** The names of all that there is and was; an id keeps its name. */
  private names(): ReadonlyMap<string, string> {
    const { url, token, spaceId, otherSpaceId, userId, bots, files, knowledge } = this.emulator;
    const fixed = { [url]: "<url>", [token]: "<token>", [spaceId]: "<space>", [otherSpaceId]: "<other space>" };
    for (const [id, name] of Object.entries({ ...fixed, [userId]: "<user>" })) this.known.set(id, name);
    for (const bot of bots) {
      const name = this.name(bot.id, `bot ${bot.draft.name.replace(/^del-/, "")}`);
      for (const { version } of bot.versions.toReversed()) this.name(version, `version of ${name}`);
    }
    for (const { id, fileName } of files) this.name(id, `file ${fileName}`);
    for (const { id, name } of knowledge.datasets) this.name(id, `dataset ${name}`);
    for (const { id, name } of knowledge.documents) this.name(id, `document ${name}`);
    return this.known;
  }

  private name(id: string, what: string): string {
    const nth = [...this.known.values()].filter((name) => name.startsWith(`<${what} `)).length + 1;
    const name = this.known.get(id) ?? `<${what} ${nth}>`;
    this.known.set(id, name);
    return name;
  }
}
