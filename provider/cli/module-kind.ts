import { readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";

export type ModuleKind = "commonjs" | "module";

/** The kind of module of a TypeScript file in Node: by its extension, else by the nearest package.json. */
export function moduleKindOf(file: string): ModuleKind {
  if (extname(file) === ".mts") return "module";
  if (extname(file) === ".cts") return "commonjs";
  return nearestType(dirname(resolve(file))) === "module" ? "module" : "commonjs";
}

function nearestType(directory: string): unknown {
  const text = textOf(join(directory, "package.json"));
  if (text !== undefined) return typeIn(text);
  const parent = dirname(directory);
  return parent === directory ? undefined : nearestType(parent);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function typeIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { type?: unknown } | null)?.type;
  } catch {
    // Pulumi itself reports a package.json that is not JSON.
    return undefined;
  }
}
