import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import pkg from "../../package.json";

/** The files of these bundles are loaded by path. */
const BUNDLES = /^(emulator|verify)\//;

/** Removes the modules of `dist` that nothing loads, since the bundles contain their code. */
export function removeUnreached(root: string): void {
  const dist = join(root, "dist");
  const entries = [...Object.values(pkg.exports), ...Object.values(pkg.bin)].flatMap((entry) =>
    typeof entry === "string" ? [entry] : [entry.default],
  );
  const reached = new Set<string>();
  const left = entries.map((entry) => join(root, entry)).filter((file) => file.endsWith(".js"));
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    left.push(...loadedBy(file));
  }
  const modules = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  for (const file of modules) if (!BUNDLES.test(file) && !reached.has(join(dist, file))) rmSync(join(dist, file));
}

/** The modules that a compiled module names. */
function loadedBy(file: string): string[] {
  const names = readFileSync(file, "utf8").matchAll(/\b(?:require|import)\("(\.{1,2}\/[^"]+)"\)/g);
  return [...names].flatMap(([, name = ""]) => {
    const path = resolve(dirname(file), name);
    return path.endsWith(".json") ? [] : [path.endsWith(".js") ? path : `${path}.js`];
  });
}
