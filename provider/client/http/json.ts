/** The value of a JSON text; `undefined` if the text is not JSON. */
export function parseJson(text: string): unknown {
  return parsed(text);
}

/** Coze's tokens are longer. A shorter one, of another server, may be a part of any name or prompt. */
const SHORTEST_TOKEN = 16;

/**
 * The value of a JSON text of a server. A key with `null` is left out: Coze leaves out what it does not know, or writes `null`. The token
 * is taken out of every text and key, since a server may quote it.
 */
export function readJson(text: string, token = ""): unknown {
  const redacted = (words: string): string =>
    token.length < SHORTEST_TOKEN ? words : words.replaceAll(token, "[token]");
  return parsed(redacted(text), function (_key, value) {
    // Within a list `undefined` would leave a hole.
    if (value === null) return Array.isArray(this) ? null : undefined;
    // Once more, since the text may have it with escapes.
    return typeof value === "string" ? redacted(value) : value;
  });
}

function parsed(text: string, reviver?: (this: unknown, key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}
