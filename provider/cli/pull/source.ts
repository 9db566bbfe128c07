import type { ProjectFile } from "./project";

/** A value in the text of a program. */
export interface Literal {
  readonly file: ProjectFile;
  /** The position where the key or the value begins. */
  readonly offset: number;
  /** The number of the line, from 1. */
  readonly line: number;
  /** The text from the key up to the value: `name: ` or `name=`. */
  readonly key: string;
  /** The text of key and value. */
  readonly says: string;
  /** The value; `undefined` if it is not a plain literal, such as a variable. */
  readonly value: unknown;
}

/** The values of a key, such as `temperature: 0.5`. */
export function literalsOf(file: ProjectFile, key: string): Literal[] {
  const { text } = file;
  const pattern = new RegExp(`(?<![\\w.$])(["'\`]?)(${key})\\1[ \\t]*[:=](?![=>])[ \\t]*`, "g");
  return [...text.matchAll(pattern)].flatMap((match) => {
    const start = match.index + match[0].length;
    const written = LITERAL.exec(text.slice(start))?.[0];
    if (written === undefined) return [];
    const [key] = match;
    return {
      file,
      offset: match.index,
      line: lineAt(text, match.index),
      key,
      says: key + written,
      value: valueOf(written),
    };
  });
}

/** The places of a quoted text, with or without a key. */
export function quotedIn(file: ProjectFile, wanted: string): Literal[] {
  const { text } = file;
  const forms = [
    JSON.stringify(wanted),
    `'${JSON.stringify(wanted).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`,
    `\`${wanted}\``,
  ];
  return [...new Set(forms)].flatMap((form) => {
    const at = text.indexOf(form);
    if (at < 0) return [];
    const before = text.slice(text.lastIndexOf("\n", at) + 1, at);
    const key = /(?:["'`]?[\w$]+["'`]?[ \t]*[:=])[ \t]*$/.exec(before)?.[0] ?? "";
    const again = text.indexOf(form, at + form.length);
    const found = {
      file,
      offset: at,
      line: lineAt(text, at),
      key,
      says: key + form,
      value: wanted,
    };
    return again < 0 ? [found] : [found, { ...found, offset: again, line: lineAt(text, again) }];
  });
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

const LITERAL =
  /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{))*`|-?\d+(?:\.\d+)?(?![\w.])|true\b|false\b|True\b|False\b|\[[^\][]*\])/;

function valueOf(written: string): unknown {
  if (/^[tT]rue$|^[fF]alse$/.test(written)) return written.toLowerCase() === "true";
  if (written.startsWith("[")) return listOf(written);
  if (!/^["'`]/.test(written)) return Number(written);
  const inner = written.slice(1, -1);
  // JSON has no escapes for these quotes.
  const text = inner
    .replace(/\\(['`$])/g, "$1")
    .replace(/\\?"/g, '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t");
  try {
    return JSON.parse(`"${text}"`) as unknown;
  } catch {
    return undefined;
  }
}

function listOf(written: string): unknown {
  const items = written.slice(1, -1).match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^\s,]+/g) ?? [];
  const values = items.map((item) => (/^["']/.test(item) ? valueOf(item) : undefined));
  return values.includes(undefined) ? undefined : values;
}
