/** A text file: its text with LF as line ends, and the information to write it back in its form. */
export interface TextFile {
  readonly text: string;
  readonly hasBom: boolean;
  /** The original text of the file, without the byte order mark. */
  readonly raw: string;
}

const BOM = "\uFEFF";

/** The bytes as text; `undefined` if they are not text. */
export function decoded(bytes: Uint8Array): TextFile | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    const all = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const hasBom = all.startsWith(BOM);
    const raw = hasBom ? all.slice(BOM.length) : all;
    return { text: raw.replaceAll("\r\n", "\n"), hasBom, raw };
  } catch {
    return undefined;
  }
}

/**
 * The text in the form of the file: with its byte order mark, and with CRLF where the file has it. `kept` finds the
 * lines of the old text.
 */
export function encoded(
  { raw, hasBom }: TextFile,
  text: string,
  kept: (before: string[], after: string[]) => Kept,
): string {
  const before = raw.split("\n");
  const ends = before.map((line) => line.endsWith("\r"));
  const most = ends.filter(Boolean).length * 2 > before.length - 1;
  const after = text.split("\n");
  const isMixed = ends.slice(0, -1).some((isCrlf) => isCrlf !== most);
  const old = isMixed
    ? kept(
        before.map((line) => line.replace(/\r$/, "")),
        after,
      )
    : new Map<number, number>();
  const lines = after.map((line, i) => {
    const from = old.get(i);
    const isCrlf = from === undefined || from === before.length - 1 ? most : ends[from];
    return i < after.length - 1 && isCrlf ? `${line}\r` : line;
  });
  return (hasBom ? BOM : "") + lines.join("\n");
}

/** The positions of old lines, by the positions of the same lines in the new text. */
export type Kept = ReadonlyMap<number, number>;

/** A text within a file. The parts before and after it stay. */
export interface Frame {
  readonly before: string;
  readonly body: string;
  readonly after: string;
}

const FRONT_MATTER = /^(?:---\n[\s\S]*?\n---|\+\+\+\n[\s\S]*?\n\+\+\+)[ \t]*\n/;

/**
 * The parts of a file that a program may read as a text: the whole file, the file without white space around it, and
 * the same two parts after front matter.
 */
export function framesOf(text: string): Frame[] {
  const front = FRONT_MATTER.exec(text)?.[0] ?? "";
  return [trimmed("", text), ...(front === "" ? [] : [trimmed(front, text.slice(front.length))])].flat();
}

function trimmed(before: string, text: string): Frame[] {
  const body = text.trim();
  const start = text.indexOf(body);
  const inner = { before: before + text.slice(0, start), body, after: text.slice(start + body.length) };
  const end = text.endsWith("\n") ? "\n" : "";
  return [{ before, body: text.slice(0, text.length - end.length), after: end }, inner];
}
