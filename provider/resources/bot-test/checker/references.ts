import type { SchemaProblem } from "./threads";
import { schemasOf, type Draft } from "./keywords";

type Path = SchemaProblem["path"];
type Schema = Readonly<Record<string, unknown>>;

/** Keywords whose schemas are applied to the same value. */
const SAME_VALUE = new Set([
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentSchemas",
  "dependencies",
]);
/** The address of a schema without an address of its own. */
const NOWHERE = "schema://nowhere/";

interface Place {
  readonly path: Path;
  readonly schema: Schema;
  /** The address that references in the schema are relative to. */
  readonly base: string;
}

/** References that lead back to themselves with the same value: a check of any value would never end. */
export function endless(root: unknown, draft: Draft): SchemaProblem[] {
  const places = new Map<string, Place>();
  const named = new Map<string, Place>();
  for (const { path, schema } of schemasOf(root, draft)) {
    const outer = [...places.values()].findLast((place) => isAbove(place.path, path))?.base ?? NOWHERE;
    const { $id: id, $anchor: anchor } = schema;
    const base = addressOf(typeof id === "string" ? id : "", outer);
    const place = { path, schema, base: base.replace(/#.*$/s, "") };
    places.set(keyOf(path), place);
    if (base !== outer || path.length === 0) named.set(base, place);
    if (typeof anchor === "string") named.set(`${place.base}#${anchor}`, place);
  }
  const found = new Map<string, SchemaProblem>();
  const done = new Set<string>();
  const visit = (place: Place, above: readonly string[]): void => {
    const key = keyOf(place.path);
    if (done.has(key)) return;
    for (const { next, at } of nextOf(place, { places, named, draft })) {
      const nextKey = keyOf(next.path);
      if (nextKey !== key && !above.includes(nextKey)) visit(next, [...above, key]);
      else found.set(keyOf(at), { path: at, rule: "leads back to itself with the same value, and would never end" });
    }
    done.add(key);
  };
  for (const place of places.values()) visit(place, []);
  return [...found.values()];
}

interface Index {
  readonly places: ReadonlyMap<string, Place>;
  readonly named: ReadonlyMap<string, Place>;
  readonly draft: Draft;
}

/** The schemas that this schema applies to the same value, with the paths of the keywords that apply them. */
function nextOf(place: Place, { places, named, draft }: Index): { next: Place; at: Path }[] {
  const { path, schema, base } = place;
  const { $ref: ref } = schema;
  const target = typeof ref === "string" ? targetOf(addressOf(ref, base), { places, named }) : undefined;
  const referred = target ? [{ next: target, at: [...path, "$ref"] }] : [];
  if (draft === "draft-07" && ref !== undefined) return referred;
  const inner = [...places.values()].filter(
    (each) => isAbove(path, each.path) && SAME_VALUE.has(String(each.path[path.length])),
  );
  const direct = inner.filter((each) => !inner.some((other) => other !== each && isAbove(other.path, each.path)));
  return [...referred, ...direct.map((next) => ({ next, at: next.path }))];
}

function targetOf(address: string, { places, named }: Pick<Index, "places" | "named">): Place | undefined {
  const [resource = "", fragment = ""] = address.split("#");
  const known = named.get(fragment === "" ? resource : address);
  if (known || !fragment.startsWith("/")) return known;
  const root = named.get(resource);
  if (!root) return undefined;
  const parts = decoded(fragment)
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return places.get(keyOf([...root.path, ...parts]));
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function addressOf(reference: string, base: string): string {
  try {
    return new URL(reference, base).href.replace(/#$/, "");
  } catch {
    return base;
  }
}

function isAbove(outer: Path, inner: Path): boolean {
  return outer.length < inner.length && outer.every((part, i) => part === inner[i]);
}

/** The key of a path. Its parts are texts, as in a pointer, even for positions in lists. */
function keyOf(path: Path): string {
  return JSON.stringify(path.map(String));
}
