/** The normal form of a text, or of the texts in a list: LF for CRLF, without one trailing newline. */
export function normal(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\r\n", "\n").replace(/\n$/, "");
  return Array.isArray(value) ? value.map(normal) : value;
}

const MAX_WORDS = 500;

/** The words of a server on one short line, without characters that change the direction of a text. */
export function oneLine(words: string, max = MAX_WORDS): string {
  const line = words
    .replace(/\p{Bidi_Control}/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const start = Array.from(line.slice(0, 2 * max + 2));
  return start.length > max ? `${start.slice(0, max).join("")}…` : line;
}

/** The value in JSON, with escapes for all characters that control a terminal or change the direction of a text. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\p{Cc}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
