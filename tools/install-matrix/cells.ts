export type Manager = "npm" | "pnpm" | "yarn 1" | "yarn 4";

/** One way in which a user may have installed the package. */
export interface Cell {
  manager: Manager;
  module: "CommonJS" | "ESM";
  language: "TypeScript" | "JavaScript";
  /**
   * `hoisted`: in a workspace, the program's packages are in the workspace's folder. `nested`: they are in the
   * program's folder.
   */
  layout: "one folder" | "hoisted" | "nested";
  /** The major version of Node.js. Default: the one that runs this. */
  node?: 20 | 22 | 24 | 26;
  /**
   * The major version of TypeScript. Default: package.json's. Pulumi runs no program with 7, and npm does not install 7
   * beside Pulumi's SDK. So 7 is installed under another name, and checks the program before Pulumi runs it with the
   * version of package.json.
   */
  typescript?: 6 | 7;
  /** Which of the versions of `@pulumi/pulumi` that package.json promises. */
  sdk: "lowest" | "newest";
  /**
   * After the first `up` the package is moved, and a link takes its place, as with `npm link`, a workspace and `file:`.
   */
  linkedLater?: boolean;
}

const base: Cell = {
  manager: "npm",
  module: "CommonJS",
  language: "TypeScript",
  layout: "one folder",
  sdk: "newest",
};

/** Each axis in turn, and the pairs that are likely to break each other. */
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
    { node: 26 },
    { typescript: 6 },
    { typescript: 6, module: "ESM" },
    { typescript: 7 },
    { typescript: 7, module: "ESM" },
    { sdk: "lowest" },
    { sdk: "lowest", node: 20 },
    { sdk: "lowest", node: 24 },
    { sdk: "lowest", node: 26 },
    { sdk: "lowest", module: "ESM" },
    { module: "ESM", node: 20 },
    { module: "ESM", node: 24 },
    { module: "ESM", node: 26 },
    { manager: "pnpm", layout: "hoisted" },
    { manager: "pnpm", layout: "nested" },
    { manager: "pnpm", module: "ESM" },
    { manager: "pnpm", node: 26 },
    { manager: "pnpm", sdk: "lowest", node: 20 },
    // pnpm takes the newest SDK of all; npm takes the newest one that supports Node.js 20.
    { manager: "pnpm", node: 20 },
    { manager: "yarn 1", layout: "hoisted" },
    { manager: "yarn 1", sdk: "lowest", node: 20 },
    { manager: "yarn 4", layout: "hoisted" },
  ] satisfies Partial<Cell>[]
).map((differing) => ({ ...base, node: 22, ...differing }));

/** The cells of each pull request, on the Node.js at hand. */
export const QUICK: readonly Cell[] = [
  { ...base, module: "ESM", typescript: 7 },
  { ...base, manager: "pnpm", layout: "nested", language: "JavaScript" },
  { ...base, sdk: "lowest", language: "JavaScript", linkedLater: true },
];

export function nameOf(cell: Cell): string {
  const { manager, layout, node, sdk, linkedLater } = cell;
  const where = layout === "one folder" ? layout : `workspace, ${layout}`;
  return [
    manager,
    programOf(cell),
    linkedLater ? `${where}, linked later` : where,
    node === undefined ? "this Node.js" : `Node.js ${node}`,
    `${sdk} SDK`,
  ].join(" · ");
}

/** The program, in words. */
export function programOf({ module, language, typescript }: Cell): string {
  return [module, language, typescript].filter((part) => part !== undefined).join(" ");
}
