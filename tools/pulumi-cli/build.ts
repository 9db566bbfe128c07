import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exec } from "./exec";
import { ensureGo } from "./go";
import { type Progress, withProgress } from "./progress";

/** The newest CLI in the public Go modules, and the last SDK with the source of the Node language host. */
export const BUILT_PULUMI = "3.259.0";
const LANGUAGE_HOST_SDK = "3.68.0";

/** A program of a public Go module. */
export interface GoProgram {
  readonly name: string;
  readonly package: string;
  readonly goMod: string;
  readonly ldflags: string;
}

const PROGRAMS: GoProgram[] = [
  {
    name: "pulumi-language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    goMod: `require github.com/pulumi/pulumi/sdk/v3 v${LANGUAGE_HOST_SDK}\n`,
    ldflags: "-s -w",
  },
  {
    name: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    // The CLI's own `replace`, which counts in the main module only.
    goMod:
      `require github.com/pulumi/pulumi/pkg/v3 v${BUILT_PULUMI}\n\n` +
      "replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e\n",
    ldflags: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${BUILT_PULUMI}`,
  },
];

/** Builds the CLI and its Node language host from the public Go modules into `root/bin`. Takes minutes. */
export async function buildFromModules(
  root: string,
  cacheDir: string,
  env: NodeJS.ProcessEnv,
  say: Progress,
): Promise<void> {
  const go = await ensureGo(cacheDir, env, say);
  const bin = join(root, "bin");
  await mkdir(bin, { recursive: true });
  await withProgress(say, "building the Pulumi CLI", async () => {
    for (const program of PROGRAMS) await buildProgram(go, program, bin, env);
  });
  await addDynamicProvider(bin);
}

export async function buildProgram(go: string, program: GoProgram, bin: string, env: NodeJS.ProcessEnv): Promise<void> {
  await inTemporary(async (module) => {
    await writeFile(join(module, "go.mod"), `module build\n\ngo 1.26\n\n${program.goMod}`);
    await goBuild(
      go,
      module,
      ["-mod=mod", "-ldflags", program.ldflags, "-o", join(bin, program.name), program.package],
      env,
    );
  });
}

/** Runs `go build` in a folder, without the machine's own flags, workspace and C compiler. */
export async function goBuild(go: string, cwd: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  await exec(go, ["build", ...args], {
    cwd,
    env: {
      ...env,
      GOFLAGS: "-buildvcs=false",
      GOWORK: "off",
      GOTOOLCHAIN: "local",
      CGO_ENABLED: "0",
      GO111MODULE: "on",
    },
    timeoutMs: 90 * 60_000,
  });
}

export async function inTemporary<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-coze-build-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts the dynamic provider's launcher beside the CLI, as in a release: elsewhere on `PATH` the CLI warns about it in
 * every run.
 */
async function addDynamicProvider(bin: string): Promise<void> {
  const name = "pulumi-resource-pulumi-nodejs";
  const target = join(bin, name);
  await copyFile(join(dirname(require.resolve("@pulumi/pulumi/package.json")), name), target);
  await chmod(target, 0o755);
}
