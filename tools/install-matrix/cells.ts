export type Manager = "npm" | "pnpm" | "yarn 1" | "yarn 4";

/** One way in which a user has the package installed. */
export interface Cell {
  manager: Manager;
  module: "CommonJS" | "ESM";
  language: "TypeScript" | "JavaScript";
  /** `hoisted`, `nested`: a workspace whose program's packages are in the workspace's folder, or in the program's own. */
  layout: "one folder" | "hoisted" | "nested";
  /** The major version of Node.js; absent: the one that runs this. */
  node?: 20 | 22 | 24;
  /** Of the versions of `@pulumi/pulumi` that package.json promises. */
  sdk: "lowest" | "newest";
  /** After the first `up` the package is moved elsewhere and linked to, as `npm link`, a workspace and `file:` do. */
  linkedLater?: boolean;
}

const base: Cell = {
  manager: "npm",
  module: "CommonJS",
  language: "TypeScript",
  layout: "one folder",
  sdk: "newest",
};

/** Each axis in turn, and the pairs of which one part may well break the other. */
export const MATRIX: readonly Cell[] = (
  [
    {},
    { manager: "pnpm" },
    { manager: "yarn 1" },
    { manager: "yarn 4" },
    { module: "ESM" },
    { language: "JavaScript" },
    { module: "ESM", language: "JavaScript" },
    { layout: "hoisted" },
    { layout: "nested" },
    { linkedLater: true },
    { node: 20 },
    { node: 24 },
    { sdk: "lowest" },
    { sdk: "lowest", node: 20 },
    { sdk: "lowest", node: 24 },
    { sdk: "lowest", module: "ESM" },
    { module: "ESM", node: 20 },
    { module: "ESM", node: 24 },
    { manager: "pnpm", layout: "hoisted" },
    { manager: "pnpm", layout: "nested" },
    { manager: "pnpm", module: "ESM" },
    { manager: "pnpm", sdk: "lowest", node: 20 },
    // npm takes the newest one that says it runs on Node.js 20; pnpm takes the newest one.
    { manager: "pnpm", node: 20 },
    { manager: "yarn 1", layout: "hoisted" },
    { manager: "yarn 1", sdk: "lowest", node: 20 },
    { manager: "yarn 4", layout: "hoisted" },
  ] satisfies Partial<Cell>[]
).map((differing) => ({ ...base, node: 22, ...differing }));

/** What each pull request shows, on the Node.js that it runs on. */
export const QUICK: readonly Cell[] = [
  { ...base, module: "ESM" },
  { ...base, manager: "pnpm", layout: "nested", language: "JavaScript" },
  { ...base, sdk: "lowest", language: "JavaScript", linkedLater: true },
];

export function nameOf(cell: Cell): string {
  const { manager, module, language, layout, node, sdk, linkedLater } = cell;
  const where = layout === "one folder" ? layout : `workspace, ${layout}`;
  return [
    manager,
    `${module} ${language}`,
    linkedLater ? `${where}, linked later` : where,
    node === undefined ? "this Node.js" : `Node.js ${node}`,
    `${sdk} SDK`,
  ].join(" · ");
}
