/** The normal form of a text, or of the texts in a list: LF for CRLF, without one trailing newline. */
export function normal(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\r\n", "\n").replace(/\n$/, "");
  return Array.isArray(value) ? value.map(normal) : value;
}
