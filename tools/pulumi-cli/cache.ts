import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { findCli, type FoundCli } from "./find";
import { withLock } from "./lock";

/** The cache is outside the checkout, so that a build is made once a machine. */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const base = env.PULUMI_COZE_CACHE ?? env.XDG_CACHE_HOME ?? join(env.HOME ?? homedir(), ".cache");
  return join(base, "pulumi-coze");
}

export type Fill = (root: string) => Promise<void>;

/** One version of the CLI in the cache: `pulumi-<version>/bin`, with a note of its source. */
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

  async fill(source: "installer" | "built", fill: Fill): Promise<void> {
    const isFilled = async (): Promise<boolean> => (await this.get()) !== undefined;
    await fillOnce(this.root, isFilled, async (dir) => {
      await mkdir(join(dir, "bin"), { recursive: true });
      await fill(dir);
      await findCli({ ...this.env, PATH: join(dir, "bin") });
      await writeFile(join(dir, "source"), source);
    });
  }
}

/** Fills a directory beside `root` and renames it to `root`, so that no other process sees half of it. */
export async function fillOnce(root: string, isFilled: () => Promise<boolean>, fill: Fill): Promise<void> {
  await withLock(`${root}.lock`, async () => {
    if (await isFilled()) return;
    const dir = await mkdtemp(`${root}.tmp-`);
    try {
      await fill(dir);
      await rm(root, { recursive: true, force: true });
      await rename(dir, root);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
}
