/** Coze's tokens are longer. A shorter token, of another server, may be a part of any name or prompt. */
const SHORTEST_TOKEN = 16;

/** The tokens that this process has sent, as they are and as JSON writes them. */
const sent = new Set<string>();

/** Notes a token before it is sent. */
export function noteToken(token: string): void {
  if (token.length < SHORTEST_TOKEN) return;
  sent.add(token);
  sent.add(JSON.stringify(token).slice(1, -1));
}

/**
 * A text that may be shown: tokens that a server quotes are replaced. Content is compared and kept without this change.
 */
export function withoutTokens(words: string): string {
  let shown = words;
  for (const token of sent) shown = shown.replaceAll(token, "[token]");
  return shown;
}

/** The path of the first text in a value that contains a token. */
export function tokenIn(value: unknown): readonly PropertyKey[] | undefined {
  if (typeof value === "string") return withoutTokens(value) === value ? undefined : [];
  if (typeof value !== "object" || value === null) return undefined;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, item] of entries) {
    const path = tokenIn(item);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}

/** The error for content that contains a token: whoever can read the content could use the account. */
export function tokenError(subject: string, path: string): Error {
  return new Error(
    `${subject}: ${path} holds the access token that this run uses, so it is not written down here. Take it out in the Coze console, ` +
      "and replace the token: whoever has read it can use it.",
  );
}
