import { existsSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface ProgramOptions {
  /** The project's name. Default: `coze`, the only name that may describe `coze:` keys with types. */
  name?: string;
  /** Default: `js`, which starts faster. */
  language?: "js" | "ts";
  /** More of Pulumi.yaml, such as a `config:` block. */
  yaml?: string;
}

/** Writes a Pulumi program that uses the checkout's packages. */
export async function writeProgramFiles(
  directory: string,
  source: string,
  files: Record<string, string>,
  { name = "coze", language = "js", yaml = "" }: ProgramOptions,
): Promise<void> {
  const main = `index.${language}`;
  const pulumiYaml = [
    `name: ${name}`,
    `main: ${main}`,
    "runtime:",
    "  name: nodejs",
    "  options:",
    `    typescript: ${language === "ts"}`,
    yaml,
  ];
  const all = {
    "Pulumi.yaml": pulumiYaml.join("\n") + "\n",
    "package.json": JSON.stringify({ name: "program", private: true }),
    ...files,
    [main]: source,
  };
  await rm(join(directory, language === "js" ? "index.ts" : "index.js"), { force: true });
  for (const [path, text] of Object.entries(all)) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const modules = join(directory, "node_modules");
  if (!existsSync(modules))
    await symlink(join(dirname(require.resolve("@pulumi/pulumi/package.json")), "..", ".."), modules);
}
