import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, extname, join, relative, sep } from "node:path";
import { entriesOf, type Entry, type Format } from "./documents";
import { decoded, type TextFile } from "./text";

const MAX_BYTES = 1_000_000;
const MAX_FILES = 20_000;
/** Folders of generated files. */
const MADE = new Set([
  "node_modules",
  "dist",
  "build",
  "out",
  "bin",
  "obj",
  "venv",
  "__pycache__",
  "coverage",
  "vendor",
]);
const TEXTS = new Set([
  ".md",
  ".mdx",
  ".markdown",
  ".txt",
  ".text",
  ".prompt",
  ".tmpl",
  ".hbs",
  ".j2",
  ".jinja",
  ".mustache",
]);
const SOURCES = new Set([
  ".ts",
  ".mts",
  ".cts",
  ".tsx",
  ".js",
  ".mjs",
  ".cjs",
  ".jsx",
  ".py",
  ".go",
  ".cs",
  ".java",
  ".fs",
  ".vb",
]);
const FORMATS: Readonly<Record<string, Format>> = {
  ".json": "json",
  ".jsonc": "json",
  ".yaml": "yaml",
  ".yml": "yaml",
};
/** JSON files of tools. Their names and descriptions do not belong to bots. */
const OF_TOOLS =
  /^(?:package(?:-lock)?|npm-shrinkwrap|tsconfig.*|jsconfig.*|\.?eslintrc|pnpm-lock|composer)\.(?:json|yaml)$/;

/** A file of the project. */
export interface ProjectFile extends TextFile {
  /** The path from the project's folder, with slashes. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly kind: "text" | "source" | Format;
  /** The values of a document. */
  readonly entries: readonly Entry[];
}

export interface Project {
  readonly root: string;
  /** The folder of the program in the project, with slashes; empty if it is the project's folder. */
  readonly main: string;
  readonly files: readonly ProjectFile[];
}

/** The project that a folder is in: the nearest one above with a `Pulumi.yaml`. */
export function projectAt(folder: string): Project {
  const root = realpathSync(rootOf(folder));
  const main = mainOf(root);
  const paths: string[] = [];
  walk(root, "", main, paths);
  const ignored = ignoredOf(root, paths);
  const files = paths.filter((path) => !ignored.has(path)).flatMap((path) => read(root, path) ?? []);
  return { root, main, files };
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"];

function rootOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (PROJECT_FILES.some((name) => statSync(join(at, name), { throwIfNoEntry: false })?.isFile())) return at;
    if (dirname(at) === at)
      throw new Error(`there is no Pulumi.yaml in ${folder} or above: run it in the folder of the program`);
  }
}

/** The folder that `main` of the project's file names. */
function mainOf(root: string): string {
  const file = PROJECT_FILES.map((name) => join(root, name)).find((path) => statSync(path, { throwIfNoEntry: false }));
  const found = entriesOf("yaml", readFileSync(file ?? "", "utf8")).find(({ path }) => path.join("/") === "0/main");
  if (typeof found?.value !== "string") return "";
  const main = join(root, found.value);
  const folder = statSync(main, { throwIfNoEntry: false })?.isDirectory() ? main : dirname(main);
  const path = relative(root, folder).split(sep).join("/");
  return path.startsWith("..") ? "" : path;
}

/**
 * Collects the paths of a folder. Links are not followed: a target in the project is found at its own place, and any
 * other target does not belong to the project.
 */
function walk(root: string, folder: string, main: string, paths: string[]): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) paths.push(path);
    else if (
      entry.isDirectory() &&
      !entry.name.startsWith(".") &&
      !MADE.has(entry.name) &&
      !isOther(root, path, main)
    ) {
      walk(root, path, main, paths);
    }
    if (paths.length > MAX_FILES)
      throw new Error(`${root} has more than ${MAX_FILES} files: run it in the folder of one project`);
  }
}

/** Whether the folder is another project, and does not contain the program. */
function isOther(root: string, path: string, main: string): boolean {
  if (main === path || main.startsWith(`${path}/`)) return false;
  return PROJECT_FILES.some((name) => statSync(join(root, path, name), { throwIfNoEntry: false })?.isFile());
}

function read(root: string, path: string): ProjectFile | undefined {
  const extension = extname(path).toLowerCase();
  const kind = TEXTS.has(extension) ? "text" : SOURCES.has(extension) ? "source" : FORMATS[extension];
  const file = join(root, path);
  const name = path.split("/").at(-1) ?? "";
  if (kind === undefined || OF_TOOLS.test(name) || lstatSync(file).size > MAX_BYTES) return undefined;
  const bytes = readFileSync(file);
  const found = decoded(bytes);
  if (!found) return undefined;
  const entries = kind === "json" || kind === "yaml" ? entriesOf(kind, found.text) : [];
  return { ...found, path, bytes, kind, entries };
}

/** Files that git ignores, such as a build's output. */
function ignoredOf(root: string, paths: readonly string[]): ReadonlySet<string> {
  const found = git(root, ["check-ignore", "-z", "--stdin"], paths.join("\0"));
  return new Set(found?.split("\0"));
}

/** The files with content that git has no copy of; none without git. */
export function unsavedOf(root: string, paths: readonly string[]): string[] {
  const args = [
    "status",
    "--porcelain",
    "-z",
    "--untracked-files=all",
    "--ignored",
    "--",
    ...paths.map((path) => `:(literal)${path}`),
  ];
  const status = git(root, args) ?? "";
  return status === "" ? [] : paths.filter((path) => status.split("\0").some((line) => line.slice(3).endsWith(path)));
}

function git(cwd: string, args: readonly string[], input?: string): string | undefined {
  try {
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0" };
    return execFileSync("git", args, {
      cwd,
      env,
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
      maxBuffer: 64_000_000,
    });
  } catch (error) {
    // `check-ignore` ends with 1 if no file is ignored.
    return (error as { status?: unknown }).status === 1 ? "" : undefined;
  }
}
