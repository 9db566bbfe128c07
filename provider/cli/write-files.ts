import { accessSync, constants, rmSync, statSync, writeFileSync, type Stats } from "node:fs";
import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Refuses files that exist, and folders that cannot be written into. */
export function refuseExisting(files: readonly string[], force: boolean): void {
  const existing = files.filter((file) => {
    const found = statOf(file);
    if (found?.isDirectory()) throw new Error(`${file} is a directory, and nothing was written`);
    return found !== undefined;
  });
  for (const file of files) refuseUnwritable(file);
  if (existing.length === 0 || force) return;
  throw new Error(
    `${existing.join(", ")} ${existing.length > 1 ? "exist" : "exists"} already, and nothing was written: give another path, or --force to overwrite`,
  );
}

/** Refuses a file if the nearest existing folder above it accepts no new files. */
function refuseUnwritable(file: string): void {
  let folder = dirname(resolve(file));
  while (statOf(folder) === undefined && folder !== dirname(folder)) folder = dirname(folder);
  try {
    if (!statSync(folder).isDirectory()) throw new Error("it is no directory");
    accessSync(folder, constants.W_OK | constants.X_OK);
    // Some folders, such as /proc, accept no files, whatever their rights say.
    const probe = join(folder, `.pulumi-coze.${process.pid}.tmp`);
    writeFileSync(probe, "", { flag: "wx" });
    rmSync(probe);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be written, and nothing was written: ${folder}: ${why}`, { cause: error });
  }
}

/** The properties of a file or folder; `undefined` if it does not exist. A path below a file does not exist. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}

/**
 * Writes all of the files or none. Each file is first written beside its place. When all are complete, they are moved
 * to their places.
 */
export async function writeFiles(files: ReadonlyMap<string, string>): Promise<void> {
  const staged = new Map<string, string>();
  const directories: string[] = [];
  try {
    for (const [file, content] of files) {
      const made = await mkdir(dirname(file), { recursive: true });
      if (made !== undefined) directories.push(made);
      const beside = `${file}.${process.pid}.tmp`;
      staged.set(beside, file);
      const mode = statOf(file)?.mode;
      await writeFile(beside, content, { flag: "wx" });
      if (mode !== undefined) await chmod(beside, mode);
    }
    for (const [beside, file] of staged) await rename(beside, file);
  } catch (error) {
    for (const path of [...staged.keys(), ...directories]) await rm(path, { recursive: true, force: true });
    throw error;
  }
}
