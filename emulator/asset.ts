import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of the page, from the folder beside this code: in the sources as in the package. */
export function asset(name: string): string {
  return readFileSync(join(__dirname, "assets", name), "utf8");
}
