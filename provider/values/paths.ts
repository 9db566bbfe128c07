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
