/** A piece of program text that is written without quotes or escapes. */
class Raw {
  constructor(readonly text: string) {}
}

export function raw(text: string): Raw {
  return new Raw(text);
}

/**
 * `const <variable> = new <type>("<name>", { … });`, with one property on each line. The variable is optional. A
 * formatter does the rest.
 */
export function declaration(variable: string | undefined, type: string, name: string, args: object): string {
  const start = variable === undefined ? "" : `const ${variable} = `;
  return `${start}new ${type}(${quoted(name)}, ${literal(args)});`;
}

/** A value as TypeScript. */
function literal(value: unknown, indent = ""): string {
  if (value instanceof Raw) return value.text;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, inner));
    if (value.every((item) => typeof item !== "object")) return `[${items.join(", ")}]`;
    return `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    const isShort = (key: string, item: unknown): boolean => item instanceof Raw && item.text === key;
    const properties = entries.map(([key, item]) =>
      isShort(key, item) ? `${inner}${key},\n` : `${inner}${keyOf(key)}: ${literal(item, inner)},\n`,
    );
    return properties.length === 0 ? "{}" : `{\n${properties.join("")}${indent}}`;
  }
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

function keyOf(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** A quoted text. It escapes Unicode line separators, since some tools take them for the end of a line. */
function quoted(value: string): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
