/** The keys of texts that belong to other bots of the workspace. */
const OF_OTHERS = new Set([
  "name",
  "description",
  "prompt",
  "prefix_prompt",
  "dynamic_prompt",
  "prologue",
  "Prologue",
  "suggested_questions",
  "SuggestedQuestions",
  "customized_prompt",
  "changelog",
]);

/**
 * Replaces private values in a recording. The same value always gets the same placeholder, so the calls still fit
 * together.
 */
export class Mask {
  private readonly known = new Map<string, string>();

  private readonly ours = new Set<string>();

  constructor(private readonly secrets: readonly string[]) {}

  /** Allows texts that the run itself has sent: they are not private. */
  allow(value: unknown): void {
    if (typeof value === "string") this.ours.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach((inner) => this.allow(inner));
  }

  /** A value that may be published: without tokens, ids, user names and addresses. */
  value(value: unknown, key = ""): unknown {
    if (typeof value === "string") return this.text(value, key);
    if (typeof value === "number" && value > Number.MAX_SAFE_INTEGER) return 0;
    if (Array.isArray(value)) return value.map((item) => this.value(item, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.value(item, name)]));
  }

  text(text: string, key = ""): string {
    if (text === "" || this.ours.has(text)) return this.plain(text);
    if (/(?:^|_)(?:user|nick|creator|owner)_?name$|avatar/i.test(key)) return this.placeholder("name", text);
    return OF_OTHERS.has(key) ? this.placeholder("text", text) : this.plain(text);
  }

  private plain(text: string): string {
    let masked = text;
    for (const secret of this.secrets) masked = masked.replaceAll(secret, "[token]");
    return masked
      .replace(/\b(?:pat|sat|czs)_[\w-]+/g, "[token]")
      .replace(/https?:\/\/[^\s"'<>]+/g, (url) => this.placeholder("address", url))
      .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (address) => this.placeholder("mail", address))
      .replace(/\b[0-9A-F]{34}\b/g, (id) => this.placeholder("log", id))
      .replace(/\b\d{15,}\b/g, (id) => this.placeholder("id", id));
  }

  private placeholder(kind: string, value: string): string {
    const found = this.known.get(value);
    if (found !== undefined) return found;
    const made = `[${kind} ${[...this.known.values()].filter((other) => other.startsWith(`[${kind} `)).length + 1}]`;
    this.known.set(value, made);
    return made;
  }
}
