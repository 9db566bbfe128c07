import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pkg from "../../../package.json";
import { cacheRoot } from "../../../tools/pulumi-cli/cache";
import { withLock } from "../../../tools/pulumi-cli/lock";
import { generateSdk } from "../../../tools/sdk/generate";

const ROOT = join(__dirname, "..", "..", "..");
const GENERATOR = join(ROOT, "tools", "sdk");

/**
 * The generated SDK of Go, kept in the cache as long as the schema and the generator stay the same: Go would compile it
 * anew in each new place.
 */
export const goSdk = (): Promise<string> => madeOnce("sdk-go", (folder) => generateSdk("go", folder));

/** A folder of the cache that is filled once for each edition of the schema and of the generator. */
export async function madeOnce(name: string, fill: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(cacheRoot(process.env), `${name}-${await edition()}`);
  const mark = join(folder, "complete");
  const isComplete = (): Promise<boolean> =>
    access(mark).then(
      () => true,
      () => false,
    );
  if (await isComplete()) return folder;
  await withLock(`${folder}.lock`, async () => {
    if (await isComplete()) return;
    // The folder is filled in its final place, since its files may contain their own path.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await fill(folder);
    await writeFile(mark, "");
  });
  return folder;
}

async function edition(): Promise<string> {
  const hash = createHash("sha256").update(pkg.version);
  const generator = (await readdir(GENERATOR)).map((file) => join(GENERATOR, file));
  for (const file of [join(ROOT, "schema.json"), ...generator.sort()]) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 12);
}
