import { createHash } from "node:crypto";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pkg from "../../package.json";
import { BUILT_PULUMI, goBuild, inTemporary } from "../pulumi-cli/build";
import { cacheRoot, fillOnce } from "../pulumi-cli/cache";
import { exec } from "../pulumi-cli/exec";
import { ensureGo } from "../pulumi-cli/go";
import { isExecutable } from "../pulumi-cli/lookup";
import { type Progress, withProgress } from "../pulumi-cli/progress";

const ROOT = join(__dirname, "..", "..");
const SCHEMA = join(ROOT, "schema.json");
const LOGO = join(ROOT, "docs", "logo.png");

/** The newest that has the generator of .NET, too. */
const PULUMI_PKG = "3.224.0";

/** The SDK of Pulumi that the Go SDK is compiled against, and the Go that it asks for. */
export const GO_PULUMI = BUILT_PULUMI;
const GO_OF_SDK = "1.25.11";

/** `check` writes nothing: it only binds the schema. */
export type SdkLanguage = "python" | "go" | "dotnet" | "check";

export interface SdkOptions {
  /** What the schema is changed to before the SDK is generated. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly say?: Progress;
}

interface Schema {
  readonly language: { readonly go: { readonly importBasePath: string } };
}

/** Writes the SDK of a language, of this package's version, into a folder; a diagnostic of the schema is an error. */
export async function generateSdk(language: SdkLanguage, folder: string, options: SdkOptions = {}): Promise<void> {
  const { env = process.env, say = (line) => process.stderr.write(`${line}\n`) } = options;
  const program = await generator(env, say);
  const committed = JSON.parse(await readFile(SCHEMA, "utf8")) as Schema;
  const schema = { ...committed, version: pkg.version, ...options.schema };
  await inTemporary(async (temporary) => {
    const file = join(temporary, "schema.json");
    await writeFile(file, JSON.stringify(schema));
    await exec(program, [file, language, folder, LOGO], { env, timeoutMs: 120_000 });
  });
  if (language === "go") await writeGoModule(join(folder, "coze"), schema.language.go.importBasePath);
}

/** The generator leaves out what makes a folder a module. */
async function writeGoModule(folder: string, path: string): Promise<void> {
  const goMod = `module ${path}\n\ngo ${GO_OF_SDK}\n\nrequire github.com/pulumi/pulumi/sdk/v3 v${GO_PULUMI}\n`;
  await writeFile(join(folder, "go.mod"), goMod);
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
