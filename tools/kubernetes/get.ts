import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { goBuild } from "../pulumi-cli/build";
import { cacheRoot, fillOnce } from "../pulumi-cli/cache";
import { ensureGo } from "../pulumi-cli/go";
import { inCopyOf } from "../pulumi-cli/hosts";
import { isExecutable } from "../pulumi-cli/lookup";
import { withProgress } from "../pulumi-cli/progress";

/** `BUILD` is the newest provider in the public Go modules; `KUBERNETES` is the release that it became. */
const MODULE = "github.com/pulumi/pulumi-kubernetes/provider/v4";
const BUILD = "v4.0.0-20260115033456-f47bc2d6f199";
const KUBERNETES = "4.25.0";

const NAME = "pulumi-resource-kubernetes";
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * The folder with the provider of Kubernetes. It is built once a machine, since its Go module has no release to
 * download.
 */
export async function ensureKubernetesProvider(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const root = cacheRoot(env);
  const folder = join(root, `${NAME}-${KUBERNETES}`);
  const isFilled = (): Promise<boolean> => Promise.resolve(isExecutable(join(folder, NAME)));
  if (await isFilled()) return folder;
  const go = await ensureGo(root, env, say);
  await fillOnce(folder, isFilled, (dir) =>
    withProgress(say, `building ${NAME}`, () =>
      inCopyOf(go, `${MODULE}@${BUILD}`, env, (source) => build(go, source, dir, env)),
    ),
  );
  return folder;
}

async function build(go: string, source: string, dir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const main = join(source, "cmd", NAME);
  // The module embeds copies of these files, which its makefile writes.
  for (const name of ["schema", "terraform-mapping"]) {
    await copyFile(join(main, `${name}.json`), join(main, `${name}-embed.json`));
  }
  // A `replace` names a folder that the downloaded module lacks. It counts in a main module only, as which the copy is
  // built.
  const goMod = join(source, "go.mod");
  const lines = (await readFile(goMod, "utf8")).split("\n");
  await writeFile(goMod, lines.filter((line) => !line.startsWith("replace ")).join("\n"));
  const version = `-s -w -X ${MODULE}/pkg/version.Version=${KUBERNETES}`;
  await goBuild(go, source, ["-mod=mod", "-ldflags", version, "-o", join(dir, NAME), `./cmd/${NAME}`], env);
}
