/** The normal form of a text, and of those in a list: CRLF is LF, one trailing line break is dropped. */
export function normal(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\r\n", "\n").replace(/\n$/, "");
  return Array.isArray(value) ? value.map(normal) : value;
}
