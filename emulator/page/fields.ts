/** One line of a draft beside what is live. */
export interface Field {
  readonly path: string;
  readonly draft: string | undefined;
  readonly live: string | undefined;
  readonly differs: boolean;
}

/** The leaves of both, by path. A list of texts is one leaf, with a line for each text. */
export function compare(draft: object, live: object | undefined): Field[] {
  const [left, right] = [leavesOf(draft), leavesOf(live ?? {})];
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths.map((path) => {
    const [ofDraft, ofLive] = [left.get(path), right.get(path)];
    const differs = live !== undefined && (ofDraft ?? "") !== (ofLive ?? "");
    return { path, draft: ofDraft, live: ofLive, differs };
  });
}

function leavesOf(value: object, prefix = ""): Map<string, string> {
  const leaves = new Map<string, string>();
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (item === undefined) continue;
    if (typeof item === "object" && item !== null && !Array.isArray(item)) {
      for (const [inner, text] of leavesOf(item, path)) leaves.set(inner, text);
    } else leaves.set(path, textOf(item));
  }
  return leaves;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join("\n");
}
