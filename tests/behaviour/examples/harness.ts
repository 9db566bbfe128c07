import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { openScene, type Scene } from "../../harness/engine/scene";
import { type Files, openFiles } from "../../harness/files";

export * from "../../harness/engine/scene";

const EXAMPLES = join(__dirname, "..", "..", "..", "examples");

// The paths of assets, and of some of what a program reads, are relative to the project.
const before = process.cwd();
afterEach(() => process.chdir(before));

interface Example {
  readonly t: Scene;
  /** The project's own files, which may be edited. */
  readonly files: Files;
  readonly program: string;
}

/** An example's own files in a folder of their own, which is the current one until the end of the test, and a stack in this process. */
export async function openExample(name: string, config: Readonly<Record<string, string>> = {}): Promise<Example> {
  const t = await openScene({ config: { allowSameName: "false", ...config } });
  const files = await openFiles();
  await cp(join(EXAMPLES, name), files.directory, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  process.chdir(files.directory);
  return { t, files, program: await programIn(files.directory) };
}

/** The text of the program, in plain JavaScript. */
async function programIn(folder: string): Promise<string> {
  const source = await readFile(join(folder, "index.ts"), "utf8");
  const { code } = await transform(source, { loader: "ts", format: "cjs", target: "node20" });
  return `((__dirname) => {\n${code}\n})(${JSON.stringify(folder)});`;
}
