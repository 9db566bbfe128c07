import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The first directory of a `PATH` with an executable of this name. */
export function lookup(name: string, path: string | undefined): string | undefined {
  return (path ?? "").split(delimiter).find((dir) => dir !== "" && isExecutable(join(dir, name)));
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
