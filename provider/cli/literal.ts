const WIDTH = 80;

/** A piece of program text that stands for itself. */
class Raw {
  constructor(readonly text: string) {}
}

/** A value as TypeScript, one property a line. */
export function literal(value: unknown, indent = ""): string {
  if (value instanceof Raw) return value.text;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, inner));
    const line = `[${items.join(", ")}]`;
    if (!line.includes("\n") && inner.length + line.length < WIDTH - 24) return line;
    return `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    if (entries.length === 0) return "{}";
    return `{\n${entries.map(([key, item]) => `${inner}${property(key)}: ${literal(item, inner)},\n`).join("")}${indent}}`;
  }
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

literal.raw = (text: string): Raw => new Raw(text);

function property(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** Double quotes, or single ones where that needs fewer escapes. Line separators end a line of JavaScript to some tools. */
function quoted(value: string): string {
  const json = JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  if (value.split('"').length <= value.split("'").length) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
