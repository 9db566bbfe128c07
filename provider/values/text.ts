import { withoutTokens } from "./tokens";

/** The normal form of a text, or of all texts in a value: LF for CRLF, without one trailing newline. */
export function normal(value: unknown): unknown {
  return eachText(value, (text) => text.replaceAll("\r\n", "\n").replace(/\n$/, ""));
}

/**
 * A text, or all texts in a value, with LF for CRLF. Coze's limits count characters, and CRLF and LF are both one line
 * break.
 */
export function withLf(value: unknown): unknown {
  return eachText(value, (text) => text.replaceAll("\r\n", "\n"));
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => eachText(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, eachText(item, change)]));
}

const MAX_WORDS = 500;

/**
 * The words of a server on one short line. Tokens are replaced first, since a cut could halve a token. Characters that
 * change the direction of a text are left out.
 */
export function oneLine(words: string, max = MAX_WORDS): string {
  const line = withoutTokens(words)
    .replace(/\p{Bidi_Control}/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const start = Array.from(line.slice(0, 2 * max + 2));
  return start.length > max ? `${start.slice(0, max).join("")}…` : line;
}

/**
 * The value in JSON, with escapes for all characters that control a terminal, end a line or change the direction of a
 * text.
 */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** An id of Coze. It goes into paths and bodies, so it has no special characters. */
export function isId(value: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(value);
}

export const ID_RULE = "must be an id: 1 to 64 letters, digits, hyphens or underscores";

/** The advice about an id that was written as a number. */
export const QUOTE_IT = "quote it, since a number does not hold all of its digits";

/** Whether a value is a number that is probably an id. */
export function isNumericId(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1e9;
}

/**
 * The address of an icon. Every read returns the address with a new signature. For the same icon, the `known` address
 * stays.
 */
export function steadyIcon(known: string | undefined, live: string | undefined): string | undefined {
  const icon = (url: string | undefined): string | undefined => url?.replace(/\?.*$/, "");
  return known !== undefined && icon(known) === icon(live) ? known : live;
}
