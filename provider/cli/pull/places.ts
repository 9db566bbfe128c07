import { FIELD_KEYS } from "../../resources/bot/fields";
import { hashOf } from "../../values/differ";
import { withAt } from "../../values/tree";
import { canonical } from "../../resources/bot/canonical";
import type { Path } from "./documents";
import { likeness } from "./merge";
import type { Project, ProjectFile } from "./project";
import { isSameValue, type Leaf } from "./sides";
import { literalsOf, quotedIn, type Literal } from "./source";
import { framesOf, type Frame } from "./text";

/** A leaf of a bot whose place is looked for. */
export interface Wanted {
  readonly bot: string;
  readonly leaf: Leaf;
}

/** The place of a value in the program. `ours` is the value there. */
export type Place =
  | { readonly kind: "text"; readonly file: ProjectFile; readonly frame: Frame; readonly ours: string }
  | { readonly kind: "value"; readonly file: ProjectFile; readonly path: Path; readonly ours: unknown }
  | { readonly kind: "line"; readonly file: ProjectFile; readonly literal: Literal; readonly ours: unknown };

/** The value of a leaf in its normal form. */
export const formOf = (path: string, value: unknown): unknown => canonical(withAt({}, path, value))[path];

/**
 * The only place, or the names of several places if nothing decides between them. A value that the program computes has
 * no place.
 */
export type Found = Place | readonly string[];

/** A text of this length identifies its place by itself. */
const TELLING = 40;
/** The share of a text that an edited text must still have. */
const ALIKE = 0.4;

/**
 * The places of values, by the leaves. Unchanged values are found first, so that their places are not taken for edited
 * texts of other leaves.
 */
export function placesOf(project: Project, wanted: readonly Wanted[]): Map<Leaf, Found> {
  const found = new Map<Leaf, Found>();
  const bots = [...new Set(wanted.map(({ bot }) => bot))];
  for (const one of wanted) {
    const exact = unchangedPlaces(project, one).filter((place) => isLong(place) || !isOfOther(bots, one, place));
    const isBorrowed = exact.length > 0 && exact.every((place) => isOfOther(bots, one, place));
    // Two bots may have begun with the same text, and one of them may have another text by now.
    const edited = isBorrowed ? editedPlaces(project, one, new Set()).filter((place) => isNamed(one.bot, place)) : [];
    if (exact.length > 0) found.set(one.leaf, chosen(project, one, edited.length > 0 ? edited : exact));
  }
  const taken = new Set([...found.values()].flatMap((place) => (isPlace(place) ? keyOf(place) : [])));
  for (const one of wanted) {
    if (found.has(one.leaf)) continue;
    const edited = editedPlaces(project, one, taken).filter((place) => !isOfOther(bots, one, place));
    if (edited.length > 0) found.set(one.leaf, chosen(project, one, edited));
  }
  return found;
}

const isLong = (place: Place): boolean => place.kind === "text" || isTelling(place.ours);

const isNamed = (bot: string, place: Place): boolean =>
  isOfBot(bot, place.file.path, place.kind === "value" ? place.path : []);

/** Whether the place has the name of another bot, but not of this one. */
const isOfOther = (bots: readonly string[], { bot }: Wanted, place: Place): boolean =>
  !isNamed(bot, place) && bots.some((other) => other !== bot && isNamed(other, place));

export const isPlace = (found: Found | undefined): found is Place => found !== undefined && !Array.isArray(found);

/** The key of a place. Two leaves with the same place have the same key. */
export function keyOf(place: Place): string {
  return place.kind === "text"
    ? place.file.path
    : `${place.file.path}#${place.kind === "value" ? JSON.stringify(place.path) : place.literal.offset}`;
}

/** The place in words. */
export const titleOf = (place: Place): string =>
  place.kind === "line" ? `${place.file.path}:${place.literal.line}` : place.file.path;

/** Whether the value is the value of the last `up`. */
function isBase({ path, base, baseHash }: Leaf, value: unknown): boolean {
  const form = formOf(path, value);
  return base === undefined ? hashOf(form ?? null) === baseHash : isSameValue(form, base);
}

function unchangedPlaces(project: Project, { bot, leaf }: Wanted): Place[] {
  const inFiles = project.files.flatMap((file): Place[] => {
    if (file.kind === "source") return [];
    if (file.kind === "text") {
      const frame = framesOf(file.text).find(({ body }) => body !== "" && isBase(leaf, body));
      return frame ? [{ kind: "text", file, frame, ours: frame.body }] : [];
    }
    return file.entries
      .filter(({ path, value }) => isBase(leaf, value) && (isTelling(value) || isKey(bot, leaf, file, path)))
      .map(({ path, value }) => ({ kind: "value", file, path, ours: value }));
  });
  return inFiles.length > 0 ? inFiles : linesOf(project, leaf).filter(({ ours }) => isBase(leaf, ours));
}

const isTelling = (value: unknown): boolean => typeof value === "string" && value.length >= TELLING;

function editedPlaces(project: Project, { bot, leaf }: Wanted, taken: ReadonlySet<string>): Place[] {
  const isFree = (place: Place): boolean => !taken.has(keyOf(place));
  const like = leaf.base ?? leaf.theirs;
  const byKey = valuesOf(project).filter(
    (place) => isFree(place) && kindOf(place.ours) === kindOf(like) && isKey(bot, leaf, place.file, place.path),
  );
  if (byKey.length > 0) return byKey;
  const alike = typeof like === "string" && like.length >= TELLING ? alikeTo(project, like).filter(isFree) : [];
  return alike.length > 0 ? alike : linesOf(project, leaf).filter(isFree);
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? "list" : typeof value);

function valuesOf({ files }: Project): Extract<Place, { kind: "value" }>[] {
  return files.flatMap((file) => file.entries.map(({ path, value }) => ({ kind: "value", file, path, ours: value })));
}

/** The places of the texts that are most similar to a text. A clearly best text is returned alone. */
function alikeTo(project: Project, text: string): Place[] {
  const texts = project.files.flatMap((file): Place[] => {
    if (file.kind !== "text") return [];
    const frames = framesOf(file.text);
    // If the text itself has front matter, the program reads the whole file; else the part after it.
    const frame = text.startsWith("---\n") ? frames[0] : frames.at(-2);
    return frame ? [{ kind: "text", file, frame, ours: frame.body }] : [];
  });
  const scored = [...texts, ...valuesOf(project).filter(({ ours }) => isTelling(ours))]
    .map((place) => ({ place, score: likeness(text, String(place.ours)) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score > best * 0.75).map(({ place }) => place);
}

const letters = (name: string | number): string =>
  String(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** Whether the keys of a document name this leaf: by its whole path, or by its last part below the name of the bot. */
function isKey(bot: string, { path: leaf }: Leaf, file: ProjectFile, path: Path): boolean {
  const parts = leaf.split(".");
  const keys = path.filter((key) => typeof key === "string").map(letters);
  const isWhole = parts.every((part, i) => keys.at(i - parts.length) === letters(part));
  const isLast = keys.at(-1) === letters(parts.at(-1) ?? "");
  const isOwn = isOfBot(bot, file.path, path);
  // Many objects have a name and a description. A bot's name must stand beside another field of a bot.
  const isAlone = parts.length === 1 && !isOwn && !hasOtherField(file, path);
  return (isWhole && !isAlone) || (isLast && isOwn);
}

function hasOtherField({ entries }: ProjectFile, path: Path): boolean {
  const parent = path.slice(0, -1);
  return entries.some(({ path: other }) => {
    const key = other[parent.length];
    const isBeside = JSON.stringify(other.slice(0, parent.length)) === JSON.stringify(parent);
    return isBeside && typeof key === "string" && FIELD_KEYS.has(key) && key !== "name" && key !== "description";
  });
}

function isOfBot(bot: string, file: string, path: Path = []): boolean {
  const names = [...file.replace(/\.[^./]*$/, "").split("/"), ...path].map(letters);
  return names.includes(letters(bot));
}

function linesOf({ files }: Project, { base, path }: Leaf): Place[] {
  const key = path.split(".").at(-1) ?? "";
  const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const found = files
    .filter(({ kind }) => kind === "source")
    .flatMap((file) => {
      const quoted = typeof base === "string" && base.length >= 8 ? quotedIn(file, base) : [];
      const keyed = [...new Set([key, snake])].flatMap((name) => literalsOf(file, name));
      return [...quoted, ...keyed.filter(({ line }) => !quoted.some((one) => one.line === line))];
    });
  return found.map((literal) => ({ kind: "line", file: literal.file, literal, ours: literal.value }));
}

/** Chooses among several places: the place with the bot's name, or the place beside the program. */
function chosen({ main }: Project, { bot }: Wanted, places: readonly Place[]): Found {
  const narrower: ((place: Place) => boolean)[] = [
    (place) => isNamed(bot, place),
    ({ file }) => main !== "" && file.path.startsWith(`${main}/`),
  ];
  let left = places;
  for (const isLikely of narrower) {
    const likely = left.filter(isLikely);
    if (likely.length > 0) left = likely;
  }
  const [only, ...others] = left;
  return only && others.length === 0 ? only : left.map(titleOf);
}
