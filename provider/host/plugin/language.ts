import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Turns a name of the schema into the form of a language. */
export type Spelling = (name: string) => string;

const asInSchema: Spelling = (name) => name;
export const inPython: Spelling = (name) =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
const inPascalCase: Spelling = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** The spellings by the `runtime` of a project. */
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
 * The spelling of the program in a folder, by the project file in or above it; `undefined` without a project, or for
 * another language. The engine does not tell a plugin the language, but starts it in the folder of the program.
 */
export function spellingIn(folder: string): Spelling | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const project = textOf(join(at, "Pulumi.yaml")) ?? textOf(join(at, "Pulumi.yml"));
    if (project !== undefined) return SPELLINGS[runtimeOf(project)];
    if (at === dirname(at)) return undefined;
  }
}

/** The runtime in a project file: `runtime: python`, or a block with `name`, on one line or on several. */
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
