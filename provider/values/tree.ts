/**
 * The engine's placeholder for an unknown value. It appears in a preview, and in a real `up` in dependents of a
 * resource that is about to be replaced. It can replace a whole block as well as a leaf.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9" as const;

type MaybeUnknown<T> =
  typeof UNKNOWN | (T extends readonly (infer U)[] ? readonly MaybeUnknown<U>[] : T extends object ? Declared<T> : T);

/** Inputs with any part unknown. */
export type Declared<T> = { readonly [K in keyof T]: MaybeUnknown<T[K]> };

export function containsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(containsUnknown);
}

/**
 * The paths of the inexact numbers in a value. Numbers of such a size are rounded, so the value may not be the one that
 * somebody wrote.
 */
export function inexactIn(value: unknown): (string | number)[][] {
  if (typeof value === "number") return Math.abs(value) > Number.MAX_SAFE_INTEGER ? [[]] : [];
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, item]) => inexactIn(item).map((path) => [key, ...path]));
}

/** The rule that an inexact number breaks. */
export const INEXACT = `must be at most ${Number.MAX_SAFE_INTEGER} in size: larger numbers are rounded, also those of an answer`;

type Tree = Record<string, unknown>;

/** The value at a dotted path, or `undefined`. */
export function getAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Tree)[key] : undefined),
      value,
    );
}

/** A copy of the tree with one path set, or removed if the value is `undefined`. */
export function withAt(tree: Readonly<Tree>, path: string, value: unknown): Tree {
  const [key, ...rest] = path.split(".") as [string, ...string[]];
  const { [key]: current, ...others } = tree;
  const inner = rest.length === 0 ? value : withAt((current ?? {}) as Tree, rest.join("."), value);
  const emptied = rest.length > 0 && Object.keys(inner as Tree).length === 0;
  return inner === undefined || emptied ? others : { ...tree, [key]: inner };
}
