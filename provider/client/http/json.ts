/** The value of a JSON text; `undefined` if the text is not JSON. */
export function parseJson(text: string): unknown {
  return parsed(text);
}

/**
 * The value of a JSON text of a server. A key with `null` is left out: Coze leaves out what it does not know, or writes `null`. The token
 * is taken out of every text, since a server may quote it.
 */
export function readJson(text: string, token: string): unknown {
  return parsed(text, function (_key, value) {
    // Within a list `undefined` would leave a hole.
    if (value === null) return Array.isArray(this) ? null : undefined;
    return typeof value === "string" ? value.replaceAll(token, "[token]") : value;
  });
}

function parsed(text: string, reviver?: (this: unknown, key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}
