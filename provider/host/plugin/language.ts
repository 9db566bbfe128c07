import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** How programs in a language write the names of the schema. */
export type Spelling = (name: string) => string;

const asInSchema: Spelling = (name) => name;
export const inPython: Spelling = (name) =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
const inPascalCase: Spelling = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** By the `runtime` of a project. */
const SPELLINGS: Readonly<Record<string, Spelling | undefined>> = {
  yaml: asInSchema,
  nodejs: asInSchema,
  bun: asInSchema,
  java: asInSchema,
  python: inPython,
  go: inPascalCase,
  dotnet: inPascalCase,
};

/**
 * How the program of the project in or above a folder writes names. The engine tells a plugin no language, and starts
 * it in the folder of the program. `undefined` where there is no project, or one in another language.
 */
export function spellingIn(folder: string): Spelling | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const project = textOf(join(at, "Pulumi.yaml")) ?? textOf(join(at, "Pulumi.yml"));
    if (project !== undefined) return SPELLINGS[runtimeOf(project)];
    if (at === dirname(at)) return undefined;
  }
}

/** `runtime: python`, or a block with the name in it, on one line or on several. */
function runtimeOf(project: string): string {
  return (
    /^["']?runtime["']?\s*:\s*(?:\{?\s*["']?name["']?\s*:\s*|(?:\n[ \t]+.*)*?\n[ \t]+name\s*:\s*)?["']?(\w+)/m.exec(
      project,
    )?.[1] ?? ""
  );
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
