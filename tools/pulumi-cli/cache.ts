import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { findCli, type FoundCli } from "./find";
import { withLock } from "./lock";

/** Outside the checkout, so that a build is made once a machine. */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const base = env.PULUMI_COZE_CACHE ?? env.XDG_CACHE_HOME ?? join(env.HOME ?? homedir(), ".cache");
  return join(base, "pulumi-coze");
}

export type Fill = (root: string) => Promise<void>;

/** One version of the CLI in the cache: `pulumi-<version>/bin`, with a note of how it was got. */
export class CachedCli {
  readonly root: string;

  constructor(
    cacheDir: string,
    version: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.root = join(cacheDir, `pulumi-${version}`);
  }

  async get(): Promise<(FoundCli & { source: "installer" | "built" }) | undefined> {
    const bin = join(this.root, "bin");
    if (!existsSync(bin)) return undefined;
    const found = await findCli({ ...this.env, PATH: bin }).catch(() => undefined);
    if (!found) return undefined;
    const note = await readFile(join(this.root, "source"), "utf8").catch(() => "built");
    return { ...found, source: note === "installer" ? "installer" : "built" };
  }

  /** Fills a directory beside it and renames that into place, so that no other process sees half of it. */
  async fill(source: "installer" | "built", fill: Fill): Promise<void> {
    await withLock(`${this.root}.lock`, async () => {
      if (await this.get()) return;
      const dir = await mkdtemp(`${this.root}.tmp-`);
      try {
        await mkdir(join(dir, "bin"), { recursive: true });
        await fill(dir);
        await findCli({ ...this.env, PATH: join(dir, "bin") });
        await writeFile(join(dir, "source"), source);
        await rm(this.root, { recursive: true, force: true });
        await rename(dir, this.root);
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    });
  }
}
