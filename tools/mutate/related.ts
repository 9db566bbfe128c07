import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/** All files with this ending under a folder, by their paths from the root. */
export function filesUnder(root: string, folder: string, ending: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** Tests of what is built of a file: they import nothing of it. */
const OF_BUILT: readonly (readonly [of: RegExp, tests: RegExp])[] = [
  [/^provider\/(plugin\.ts|host\/plugin\/)/, /^tests\/contract\/plugin\//],
  [/^provider\/cli\//, /^tests\/engine\/cli\//],
  [/^provider\/(host|session)\//, /^tests\/unit\/host\/real-/],
  [/^provider\/(program|lookup|resources\/\w+\/resource)/, /^tests\/engine\/(lookups|acceptance\/(basic|edit))/],
];

/** The tests that a survivor is shown to once it is built. */
export function testsOfBuilt(root: string, file: string): string[] {
  const wanted = OF_BUILT.filter(([of]) => of.test(file)).map(([, tests]) => tests);
  return filesUnder(root, "tests", ".test.ts").filter((test) => wanted.some((pattern) => pattern.test(test)));
}

/** The test files that import a file, directly or through others: the nearest first. */
export class Imports {
  private readonly importers = new Map<string, string[]>();

  constructor(private readonly root: string) {
    const folders = ["provider", "emulator", "tools", "tests"].filter((folder) => existsSync(join(root, folder)));
    for (const file of folders.flatMap((folder) => filesUnder(root, folder, ".ts"))) {
      for (const imported of this.importsOf(file)) {
        this.importers.set(imported, [...(this.importers.get(imported) ?? []), file]);
      }
    }
  }

  testsOf(file: string): string[] {
    const reached = new Set([file]);
    // Those that are added meanwhile are visited, too: a set keeps the order in which its items came.
    for (const one of reached) for (const importer of this.importers.get(one) ?? []) reached.add(importer);
    return [...reached].filter((one) => one.endsWith(".test.ts"));
  }

  private importsOf(file: string): string[] {
    const text = readFileSync(join(this.root, file), "utf8");
    const { importedFiles } = ts.preProcessFile(text, true, true);
    const named = importedFiles.map(({ fileName }) => fileName);
    const actual = [...text.matchAll(/requireActual\("([^"]+)"\)/g)].map(([, name = ""]) => name);
    return [...named, ...actual].filter((name) => name.startsWith(".")).flatMap((name) => this.found(file, name));
  }

  private found(file: string, name: string): string[] {
    const path = join(this.root, dirname(file), name);
    const candidates = [`${path}.ts`, join(path, "index.ts"), path.replace(/\.js$/, ".ts")];
    return candidates.filter((one) => one.endsWith(".ts") && existsSync(one)).map((one) => relative(this.root, one));
  }
}
