import { columns } from "./columns";

const WIDTH = 80;

/** A piece of program text that stands for itself. */
class Raw {
  constructor(readonly text: string) {}
}

export function raw(text: string): Raw {
  return new Raw(text);
}

/** `export const <variable> = new <type>("<name>", { … });`, formatted as Prettier does by default. */
export function declaration(variable: string, type: string, name: string, args: object): string {
  const start = `export const ${variable} = new ${type}(`;
  if (columns(`${start}${quoted(name)}, {`) <= WIDTH) return `${start}${quoted(name)}, ${literal(args)});`;
  return `${start}\n  ${quoted(name)},\n  ${literal(args, "  ")},\n);`;
}

/** A value as TypeScript, one property a line. `before` is what stands in front of it on its line. */
function literal(value: unknown, indent = "", before = indent): string {
  if (value instanceof Raw) return value.text;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, inner));
    const line = `[${items.join(", ")}]`;
    if (!line.includes("\n") && columns(`${before}${line},`) <= WIDTH) return line;
    return `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    const properties = entries.map(([key, item]) => property(inner, key, item));
    return properties.length === 0 ? "{}" : `{\n${properties.join("")}${indent}}`;
  }
  return typeof value === "string" ? quoted(value) : JSON.stringify(value).replace("e+", "e");
}

function property(indent: string, key: string, value: unknown): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
  const before = `${indent}${name}:`;
  const text = literal(value, indent, `${before} `);
  // A text that does not fit stands on the next line, unless that would gain too little.
  const wraps = typeof value === "string" && columns(name) > 4 && columns(`${before} ${text},`) > WIDTH;
  return wraps ? `${before}\n${indent}  ${text},\n` : `${before} ${text},\n`;
}

/** Double quotes, or single ones where that needs fewer escapes. Line separators end a line of JavaScript to some tools. */
function quoted(value: string): string {
  const json = JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  if (value.split('"').length <= value.split("'").length) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
