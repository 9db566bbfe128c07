import { withValue } from "./documents";
import { decide, type Decision } from "./decide";
import { keptLines } from "./merge";
import { isPlace, keyOf, placesOf, titleOf, type Found, type Place } from "./places";
import type { Project, ProjectFile } from "./project";
import { isSameValue, type Leaf, type Sides } from "./sides";
import { encoded } from "./text";

/** A line of the table. */
export interface Row {
  readonly bot: string;
  /** A file, or the path of a value. */
  readonly subject: string;
  readonly what: string;
  readonly outcome: string;
  /** Further lines below the outcome. */
  readonly more?: string;
  readonly needs: "nothing" | "a line" | "a person";
}

/** The outcome of a pull: the table, and the edits of files. */
export interface Plan {
  readonly rows: readonly Row[];
  /** The new contents of files. */
  readonly files: ReadonlyMap<ProjectFile, string>;
}

interface Item {
  readonly bot: string;
  readonly leaf: Leaf;
  readonly found: Found | undefined;
  readonly decision: Decision | undefined;
}

/**
 * Decides on every value that was edited on Coze. `chosen` are the bots to pull. The other bots matter only if they
 * share a place.
 */
export function planOf(project: Project, sides: readonly Sides[], chosen: ReadonlySet<Sides>): Plan {
  const wanted = sides.flatMap((side) => side.leaves.map((leaf) => ({ bot: side.bot, leaf, side })));
  const places = placesOf(project, wanted);
  const items = wanted.map(({ bot, leaf, side }): Item & { isChosen: boolean } => {
    const found = places.get(leaf);
    const decision = leaf.isEdited && isPlace(found) ? decide(leaf, found) : undefined;
    return { bot, leaf, found, decision, isChosen: chosen.has(side) };
  });
  const writer = new Writer();
  const due = items.filter(({ isChosen, leaf, decision }) => isChosen && leaf.isEdited && decision?.outcome !== "same");
  const rows = due.map((item) => rowOf(item, othersAt(items, item), writer));
  return { rows, files: writer.files() };
}

/** The other bots that have their value from the same place, but need another value there. */
function othersAt(items: readonly Item[], { found, leaf, decision }: Item): string[] {
  if (!isPlace(found)) return [];
  const key = keyOf(found);
  const others = items.filter((one) => one.leaf !== leaf && isPlace(one.found) && keyOf(one.found) === key);
  const differ = others.filter(
    (one) => !isSameValue(one.decision?.value ?? (one.found as Place).ours, decision?.value),
  );
  return [...new Set(differ.map(({ bot }) => bot))];
}

function rowOf({ bot, leaf, found, decision }: Item, others: readonly string[], writer: Writer): Row {
  const row = { bot, subject: leaf.path };
  if (!isPlace(found) || !decision) {
    const where =
      found === undefined
        ? "not found in the project"
        : `in several places: ${(found as readonly string[]).join(", ")}`;
    return {
      ...row,
      what: "console",
      outcome: `${where}; write it by hand`,
      more: writeLine(leaf, keyName(leaf), leaf.theirs),
      needs: "a person",
    };
  }
  const { outcome, what, value, note } = decision;
  const at = found.kind === "text" ? { bot, subject: found.file.path } : row;
  const isConflict = outcome === "conflict";
  const said = isConflict ? `CONFLICT${note === undefined ? "" : ` (${note})`}` : outcome;
  if (found.kind === "line") return { ...ofLine({ bot, leaf, found, decision }, said) };
  if (others.length > 0) {
    return {
      ...at,
      what,
      outcome: `refused: ${titleOf(found)} is of ${others.join(", ")}, too, and not changed in the same way`,
      needs: "a person",
    };
  }
  const place = found.kind === "value" ? `${found.file.path}, ${said}` : said;
  const isWritten = value !== undefined && (!isConflict || found.kind === "text") && writer.put(found, value);
  if (isConflict) return { ...at, what, outcome: place, needs: "a person" };
  if (isWritten) return { ...at, what, outcome: place, needs: "nothing" };
  const more = writeLine(leaf, keyName(leaf), value);
  return {
    ...at,
    what,
    outcome: `${found.file.path} cannot be edited in place; write it by hand`,
    more,
    needs: "a person",
  };
}

/** The row for a value in the text of a program. Such a value is never written: a person has to edit the line. */
function ofLine(
  { bot, leaf, found, decision }: Item & { found: Extract<Place, { kind: "line" }>; decision: Decision },
  said: string,
): Row {
  const { literal } = found;
  const isConflict = decision.outcome === "conflict";
  const says = leaf.isSecret ? literal.key.trim() : oneLine(literal.says);
  const key = literal.key === "" ? `${keyName(leaf)}: ` : literal.key;
  return {
    ...{ bot, subject: leaf.path, what: decision.what, needs: isConflict ? "a person" : "a line" },
    outcome: isConflict ? `${titleOf(found)} ${said}` : `${titleOf(found)} says: ${says}`,
    ...(!isConflict && { more: writeLine(leaf, key, decision.value, " ".repeat(titleOf(found).length)) }),
  };
}

const keyName = ({ path }: Leaf): string => path.split(".").at(-1) ?? "";
const oneLine = (text: string): string => (text.includes("\n") ? `${text.slice(0, text.indexOf("\n"))}…` : text);

function writeLine({ isSecret }: Leaf, key: string, value: unknown, indent = ""): string {
  const before = /[:=][ \t]*$/.test(key) ? key : `${key}: `;
  return `write:${indent} ${before}${isSecret ? "[secret]" : JSON.stringify(value)}`;
}

/** Collects the edits of files. Each place is written once. */
class Writer {
  private readonly texts = new Map<ProjectFile, string>();
  private readonly done = new Map<string, unknown>();

  /** Puts a value into a place. Returns whether that was possible. */
  put(place: Exclude<Place, { kind: "line" }>, value: unknown): boolean {
    const key = keyOf(place);
    if (this.done.has(key)) return isSameValue(this.done.get(key), value);
    const edited = this.edited(place, value);
    if (edited === undefined) return false;
    this.done.set(key, value);
    this.texts.set(place.file, edited);
    return true;
  }

  private edited(place: Exclude<Place, { kind: "line" }>, value: unknown): string | undefined {
    const { file } = place;
    if (place.kind === "text") {
      const { before, body, after } = place.frame;
      return `${before}${String(value)}${body.endsWith("\n") ? "\n" : ""}${after}`;
    }
    // A text of a document keeps its last line break.
    const ends = typeof value === "string" && typeof place.ours === "string" && place.ours.endsWith("\n");
    const text = this.texts.get(file) ?? file.text;
    return withValue(file.kind as "json" | "yaml", text, place.path, ends ? `${value}\n` : value);
  }

  files(): ReadonlyMap<ProjectFile, string> {
    const changed = [...this.texts].filter(([file, text]) => text !== file.text);
    return new Map(changed.map(([file, text]) => [file, encoded(file, text, keptLines)]));
  }
}
