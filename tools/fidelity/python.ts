import { execFile, spawnSync } from "node:child_process";
import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheRoot } from "../pulumi-cli/cache";
import { withLock } from "../pulumi-cli/lock";

const run = promisify(execFile);
const TIMEOUT_MS = 300_000;

/** Why this machine cannot make a virtual environment of Python. Undefined if it can. */
export function pythonMissing(): string | undefined {
  const { status } = spawnSync("python3", ["-c", "import venv, ensurepip"], { timeout: 30_000 });
  return status === 0 ? undefined : "install python3, 3.9 or newer, with its venv module";
}

/** The Python of a virtual environment with these packages. It is made once, and kept in the cache. */
export async function pythonWith(name: string, packages: readonly string[]): Promise<string> {
  const target = join(cacheRoot(process.env), `venv-${name}`);
  const python = join(target, "bin", "python");
  const isComplete = (): Promise<boolean> => exists(join(target, "complete"));
  if (await isComplete()) return python;
  await withLock(`${target}.lock`, async () => {
    if (await isComplete()) return;
    // The environment is made in its final place, since its scripts contain their own path. A mark says that it is
    // complete.
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    await run("python3", ["-m", "venv", target], { timeout: TIMEOUT_MS });
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages], {
      timeout: TIMEOUT_MS,
    });
    await writeFile(join(target, "complete"), "");
  });
  return python;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
