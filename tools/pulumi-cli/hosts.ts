import { chmod, copyFile, cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildProgram, goBuild, inTemporary } from "./build";
import { cacheRoot, fillOnce, type Fill } from "./cache";
import { exec } from "./exec";
import { ensureGo } from "./go";
import { isExecutable, lookup } from "./lookup";
import { type Progress, withProgress } from "./progress";

/** The language hosts that a CLI from Go modules lacks. A release of the CLI has them. */
export type HostLanguage = "yaml" | "python";

const YAML_HOST = "github.com/pulumi/pulumi-yaml@v1.30.0";
/** The last SDK with the source of the Python host. */
const PYTHON_SDK = "3.68.0";

export interface HostOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly say?: Progress;
}

/** The folder with the language host: on `PATH`, else in the cache, else built with Go from the public modules. */
export async function ensureLanguageHost(language: HostLanguage, options: HostOptions = {}): Promise<string> {
  const { env = process.env, say = (line) => process.stderr.write(`${line}\n`) } = options;
  const name = `pulumi-language-${language}`;
  const onPath = lookup(name, env.PATH);
  if (onPath) return onPath;

  const cacheDir = cacheRoot(env);
  const folder = join(cacheDir, `${name}-${language === "yaml" ? YAML_HOST.replace(/.*@v/, "") : PYTHON_SDK}`);
  const isFilled = (): Promise<boolean> => Promise.resolve(isExecutable(join(folder, name)));
  if (await isFilled()) return folder;
  const go = await ensureGo(cacheDir, env, say);
  const fill: Fill = (dir) => (language === "yaml" ? buildYaml(go, dir, env) : buildPython(go, dir, env));
  await fillOnce(folder, isFilled, (dir) => withProgress(say, `building ${name}`, () => fill(dir)));
  return folder;
}

/** Builds in a copy of the module, so that its own checksums count: the public database lacks one of them. */
async function buildYaml(go: string, dir: string, env: NodeJS.ProcessEnv): Promise<void> {
  await inCopyOf(go, YAML_HOST, env, (folder) =>
    goBuild(go, folder, ["-ldflags", "-s -w", "-o", dir, "./cmd/pulumi-language-yaml"], env),
  );
}

async function buildPython(go: string, dir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const sdk = "github.com/pulumi/pulumi/sdk/v3";
  const program = {
    name: "pulumi-language-python",
    package: `${sdk}/python/cmd/pulumi-language-python`,
    goMod: `require ${sdk} v${PYTHON_SDK}\n`,
    ldflags: "-s -w",
  };
  await buildProgram(go, program, dir, env);
  // The host starts this script, which it expects beside itself.
  const script = join(dir, "pulumi-language-python-exec");
  const module = await download(go, `${sdk}@v${PYTHON_SDK}`, env);
  await copyFile(join(module, "python", "cmd", "pulumi-language-python-exec"), script);
  await chmod(script, 0o755);
}

/** Works in a writable copy of a Go module's source. */
export async function inCopyOf(
  go: string,
  module: string,
  env: NodeJS.ProcessEnv,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const source = await download(go, module, env);
  await inTemporary(async (folder) => {
    await cp(source, folder, { recursive: true });
    await exec("chmod", ["-R", "u+w", folder], { env, timeoutMs: 60_000 });
    await work(folder);
  });
}

/** The folder of a Go module's source. */
async function download(go: string, module: string, env: NodeJS.ProcessEnv): Promise<string> {
  const printed = await exec(go, ["mod", "download", "-json", module], {
    cwd: dirname(go),
    env: { ...env, GOFLAGS: "-mod=mod" },
    timeoutMs: 10 * 60_000,
  });
  return (JSON.parse(printed.slice(printed.indexOf("{"))) as { Dir: string }).Dir;
}
