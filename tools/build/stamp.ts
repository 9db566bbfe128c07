import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The entries that a build does not read, and those that it writes. */
const NOT_READ = new Set([".git", "node_modules", "tests", "examples", "dist", "plugin"]);
const WRITTEN = ["dist", "plugin"];

/**
 * Tells whether the build of a checkout belongs to its sources. It keeps a hash of both in node_modules, where a new
 * installation of the packages removes it.
 */
export class BuildStamp {
  private readonly file: string;

  constructor(private readonly root: string) {
    this.file = join(root, "node_modules", ".cache", "pulumi-coze", "build");
  }

  isCurrent(): boolean {
    return existsSync(this.file) && readFileSync(this.file, "utf8") === this.now();
  }

  write(): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, this.now());
  }

  private now(): string {
    const hash = createHash("sha256").update(process.version);
    const read = readdirSync(this.root).filter((name) => !NOT_READ.has(name));
    for (const file of [...read, ...WRITTEN].flatMap((name) => filesIn(this.root, name)).sort()) {
      hash.update(`\0${file}\0`).update(readFileSync(join(this.root, file)));
    }
    return hash.digest("hex");
  }
}

function filesIn(root: string, name: string): string[] {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  const entries = readdirSync(dirname(path), { withFileTypes: true }).filter((entry) => entry.name === name);
  if (entries.some((entry) => entry.isFile())) return [name];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
