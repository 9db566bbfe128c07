import { dirname } from "node:path";
import { version as sdkVersion } from "@pulumi/pulumi/package.json";
import { BUILT_PULUMI, buildFromModules } from "./build";
import { CachedCli, cacheRoot } from "./cache";
import { findCli, type FoundCli, MINIMUM_PULUMI } from "./find";
import { installOfficial } from "./installer";
import { lookup } from "./lookup";
import type { Progress } from "./progress";

export interface PulumiCli extends FoundCli {
  source: "path" | "installer" | "built";
}

export interface EnsurePulumiOptions {
  /** The source of `PATH`, `HOME` and the cache's place. Default: this process's environment. */
  env?: NodeJS.ProcessEnv;
  /** How long the official installer may take. */
  installerTimeoutMs?: number;
  /** Gets a line when a long step begins, and every 15 s during it. Default: stderr. */
  say?: Progress;
}

/**
 * The real `pulumi` CLI. In this order it comes from `PATH`, from the cache, from the official installer, or is built
 * with Go from the public modules.
 */
export async function ensurePulumi(options: EnsurePulumiOptions = {}): Promise<PulumiCli> {
  const env = options.env ?? process.env;
  const say = options.say ?? ((line) => process.stderr.write(`${line}\n`));
  const tried: string[] = [];

  const onPath = await attempt(tried, "PATH", () => findCli(env));
  if (onPath) return complete({ ...onPath, source: "path" }, env);

  const root = cacheRoot(env);
  const official = new CachedCli(root, sdkVersion, env);
  const built = new CachedCli(root, BUILT_PULUMI, env);
  const cached = (await official.get()) ?? (await built.get());
  if (cached) return complete(cached, env);

  const limit = options.installerTimeoutMs ?? 180_000;
  await attempt(tried, "the official installer", () =>
    official.fill("installer", (dir) => installOfficial(dir, env, limit)),
  );
  const installed = await official.get();
  if (installed) return complete(installed, env);

  await attempt(tried, "a build with Go", () => built.fill("built", (dir) => buildFromModules(dir, root, env, say)));
  const made = await built.get();
  if (made) return complete(made, env);

  throw new Error(
    `No Pulumi CLI could be found or got (${tried.join("; ")}): install version ${MINIMUM_PULUMI} or newer ` +
      "as https://www.pulumi.com/docs/install/ says, and put it on PATH.",
  );
}

async function attempt<T>(tried: string[], what: string, step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    tried.push(`${what}: ${(error as Error).message}`);
    return undefined;
  }
}

/** Adds the dynamic provider's launcher of `@pulumi/pulumi` if the CLI came without one. */
function complete(cli: PulumiCli, env: NodeJS.ProcessEnv): PulumiCli {
  const launcher = "pulumi-resource-pulumi-nodejs";
  if (lookup(launcher, [...cli.binDirs, env.PATH ?? ""].join(":"))) return cli;
  return { ...cli, binDirs: [...cli.binDirs, dirname(require.resolve("@pulumi/pulumi/package.json"))] };
}
