type Path = readonly (string | number)[];

/** An object or a list that is not closed yet: the keys of an object so far, or the position in a list. */
interface Open {
  readonly path: Path;
  readonly keys?: Set<string>;
  at: string | number;
}

/** The paths of repeated keys in a JSON text. `JSON.parse` would silently keep only the last value of such a key. */
export function repeatedKeys(text: string): Path[] {
  const found: Path[] = [];
  const open: Open[] = [];
  let isKey = false;
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|[{}[\],]/gs)) {
    const inner = open.at(-1);
    if (token === "{" || token === "[") {
      const path = inner ? [...inner.path, inner.at] : [];
      open.push({ path, at: 0, ...(token === "{" && { keys: new Set<string>() }) });
      isKey = token === "{";
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === ",") {
      if (typeof inner?.at === "number" && !inner.keys) inner.at++;
      isKey = inner?.keys !== undefined;
    } else if (isKey && inner?.keys) {
      const key = JSON.parse(token) as string;
      if (inner.keys.has(key)) found.push([...inner.path, key]);
      inner.keys.add(key);
      inner.at = key;
      isKey = false;
    }
  }
  return found;
}
