import { createHash } from "node:crypto";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { goBuild, inTemporary } from "../pulumi-cli/build";
import { cacheRoot, fillOnce } from "../pulumi-cli/cache";
import { exec } from "../pulumi-cli/exec";
import { ensureGo } from "../pulumi-cli/go";
import { isExecutable } from "../pulumi-cli/lookup";
import { type Progress, withProgress } from "../pulumi-cli/progress";

const ROOT = join(__dirname, "..", "..");
export const SCHEMA = join(ROOT, "schema.json");
const LOGO = join(ROOT, "docs", "logo.png");

/** The newest that has the generator of .NET, too. */
const PULUMI_PKG = "3.224.0";

/** `check` writes nothing: it only binds the schema. */
export type SdkLanguage = "python" | "go" | "dotnet" | "check";

/** Writes the SDK of a language into a folder; a diagnostic of the schema is an error. */
export async function generateSdk(
  language: SdkLanguage,
  folder: string,
  options: { schema?: string; env?: NodeJS.ProcessEnv; say?: Progress } = {},
): Promise<void> {
  const { schema = SCHEMA, env = process.env, say = (line) => process.stderr.write(`${line}\n`) } = options;
  await exec(await generator(env, say), [schema, language, folder, LOGO], { env, timeoutMs: 120_000 });
}

/** The generator, built with Go once for each edition of its source. */
async function generator(env: NodeJS.ProcessEnv, say: Progress): Promise<string> {
  const source = join(__dirname, "main.go");
  const edition = createHash("sha256")
    .update(await readFile(source))
    .digest("hex")
    .slice(0, 12);
  const cacheDir = cacheRoot(env);
  const root = join(cacheDir, `sdk-generator-${PULUMI_PKG}-${edition}`);
  const program = join(root, "sdk");
  const isFilled = (): Promise<boolean> => Promise.resolve(isExecutable(program));
  if (await isFilled()) return program;
  const go = await ensureGo(cacheDir, env, say);
  await fillOnce(root, isFilled, (dir) =>
    withProgress(say, "building the generator of the SDKs", () =>
      inTemporary(async (module) => {
        await copyFile(source, join(module, "main.go"));
        const goMod = `module build\n\ngo 1.26\n\nrequire github.com/pulumi/pulumi/pkg/v3 v${PULUMI_PKG}\n`;
        await writeFile(join(module, "go.mod"), goMod);
        await goBuild(go, module, ["-mod=mod", "-ldflags", "-s -w", "-o", join(dir, "sdk"), "."], env);
      }),
    ),
  );
  return program;
}
