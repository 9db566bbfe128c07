import { mkdir, readFile, realpath, rename, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import type { Cell } from "./cells";
import { command, installEnvironment, type Tools } from "./tools";

const NPM = ["install", "--no-audit", "--no-fund", "--prefer-offline"];

export async function install(root: string, cell: Cell, tools: Tools, nodeDir: string): Promise<void> {
  const [file, ...before] = await tools.manager(cell.manager);
  const args = {
    npm: NPM,
    pnpm: ["install", "--no-frozen-lockfile"],
    // Yarn's shared cache confuses tarballs of the same name and version, so each cell has its own.
    "yarn 1": ["install", "--non-interactive", "--cache-folder", join(root, ".cache")],
    "yarn 4": ["install"],
  }[cell.manager];
  await command(
    file === "node" ? join(nodeDir, "node") : file,
    [...before, ...args],
    root,
    installEnvironment(nodeDir),
  );
}

/** The installed `@pulumi/pulumi` and this package in a cell's project. */
export interface Installed {
  sdkVersion: string;
  /** The real path of the folder in which `require` finds the package. */
  folder: string;
}

/** Checks where the packages are. The program and the package must share one `@pulumi/pulumi`. */
export async function inspect(root: string, project: string, { layout }: Cell): Promise<Installed> {
  const folder = await packageOf(project, "pulumi-coze");
  const sdk = await packageOf(project, "@pulumi/pulumi");
  const seen = await packageOf(folder, "@pulumi/pulumi");
  if (sdk !== seen) throw new Error(`The program has ${sdk}, and pulumi-coze has ${seen}.`);
  const inProject = folder.startsWith(join(await realpath(project), "node_modules") + sep);
  const hoisted = dirname(folder) === join(await realpath(root), "node_modules");
  if (layout === "hoisted" && !hoisted) throw new Error(`The package is not hoisted: it is in ${folder}.`);
  if (layout === "nested" && hoisted) throw new Error(`The package is hoisted: it is in ${folder}.`);
  if (layout === "one folder" && !inProject) throw new Error(`The package is in ${folder}.`);
  const { version } = JSON.parse(await readFile(join(sdk, "package.json"), "utf8")) as { version: string };
  return { sdkVersion: version, folder };
}

/** The real path of the package that `from` resolves under this name. */
async function packageOf(from: string, name: string): Promise<string> {
  const found = createRequire(join(await realpath(from), "package.json")).resolve(`${name}/package.json`);
  return dirname(await realpath(found));
}

/** Moves the package out of the project, links to its dependencies there, and leaves a link in the project. */
export async function linkElsewhere(project: string, folder: string, elsewhere: string): Promise<void> {
  await mkdir(elsewhere, { recursive: true });
  await rename(folder, join(elsewhere, "pulumi-coze"));
  await symlink(join(project, "node_modules"), join(elsewhere, "node_modules"));
  await symlink(join(elsewhere, "pulumi-coze"), folder);
}
