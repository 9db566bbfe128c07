import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { chosen } from "./choose";
import { mutationsOf, type Mutation } from "./mutations";
import { filesUnder, Imports, testsOfBuilt } from "./related";
import { BUILD, endTests, passes, resultOf, type Result } from "./run";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "64" },
    root: { type: "string", default: resolve(__dirname, "..", "..") },
    /** Only those in files whose paths hold this. */
    only: { type: "string", default: "" },
    tests: { type: "string", default: "^tests/(unit|behaviour|contract)/" },
    /** Of what is built, those that match. */
    built: { type: "string", default: "." },
    /** How many test files that import a mutated one are run: the fast ones first, and of those the nearest. */
    files: { type: "string", default: "12" },
    /** The numbers of the mutations to try, as "3,17"; default: all. */
    pick: { type: "string", default: "" },
    limit: { type: "string", default: "900" },
    list: { type: "boolean", default: false },
  },
});

/** Which folders' tests come first. */
const FAST_FIRST = ["tests/unit/", "tests/behaviour/", ""];

/**
 * `npm run mutate -- --seed 1 --count 64`: changes one operator or condition of `provider/` at a time, in a copy, and runs the
 * tests that import the file.
 */
async function main(): Promise<void> {
  const { root } = values;
  const files = filesUnder(root, "provider", ".ts").filter((file) => file.includes(values.only));
  const all = files.flatMap((file) => mutationsOf(file, readFileSync(join(root, file), "utf8")));
  const picked = values.pick.split(",").filter(Boolean).map(Number);
  const taken = chosen(all, Number(values.count), Number(values.seed)).filter(
    (_, i) => picked.length === 0 || picked.includes(i + 1),
  );
  console.log(`${taken.length} of ${all.length} mutations, seed ${values.seed}`);
  if (values.list) for (const mutation of taken) console.log(textOf(mutation));
  else await tryAll(taken);
}

async function tryAll(taken: readonly Mutation[]): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), "pulumi-coze-mutate-"));
  process.once("exit", () => {
    endTests();
    rmSync(copy, { recursive: true, force: true, maxRetries: 3 });
  });
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  fill(copy, values.root);
  const trial = new Trial(new Imports(values.root), copy);
  const counts: Record<string, number> = {};
  for (const mutation of taken) {
    const { verdict, seconds, why } = await trial.of(mutation);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
    console.log(`${verdict} after ${seconds} s: ${textOf(mutation)} ${why}`);
  }
  const summary = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`);
  console.log(summary.join(", "));
}

class Trial {
  /** Test files by whether they pass without a mutation, as far as that was asked. */
  private readonly sound = new Map<string, boolean>();

  constructor(
    private readonly imports: Imports,
    private readonly copy: string,
  ) {}

  async of(mutation: Mutation): Promise<{ verdict: string; seconds: number; why: string }> {
    const result = await this.tried(mutation);
    return { ...result, why: result.by === undefined ? `(${result.files} files)` : `${result.by}: ${result.title}` };
  }

  private async tried(mutation: Mutation): Promise<Result & { files: number }> {
    const isSound = (test: string): boolean => this.sound.get(test) ?? true;
    const importing = this.related(mutation.file).filter(isSound);
    const ofBuilt = testsOfBuilt(this.copy, mutation.file).filter(
      (test) => isSound(test) && new RegExp(values.built).test(test),
    );
    const options = { copy: this.copy, limitSeconds: Number(values.limit) };
    const result = await resultOf(mutation, { importing, ofBuilt }, options);
    // What fails without it as well has caught nothing.
    if (result.by !== undefined && result.by !== BUILD && !this.sound.has(result.by)) {
      this.sound.set(result.by, await passes(result.by, this.copy));
      if (!isSound(result.by)) return this.tried(mutation);
    }
    return { ...result, files: importing.length + ofBuilt.length };
  }

  private related(file: string): string[] {
    const all = this.imports.testsOf(file).filter((test) => new RegExp(values.tests).test(test));
    return fastFirst(all).slice(0, Number(values.files));
  }
}

const textOf = ({ file, line, before, after }: Mutation): string =>
  `${file}:${line} ${before.replace(/\s+/g, " ")} -> ${after.replace(/\s+/g, " ")}`;

function fastFirst(tests: readonly string[]): string[] {
  const rank = (test: string): number => FAST_FIRST.findIndex((folder) => test.startsWith(folder));
  return tests.toSorted((a, b) => rank(a) - rank(b));
}

/** Copies the files of the checkout that Git knows, its packages and what is built of it. */
function fill(copy: string, root: string): void {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0");
  for (const file of files.filter((one) => one !== "" && existsSync(join(root, one)))) {
    cpSync(join(root, file), join(copy, file));
  }
  // Not one link to the folder: the package's link to itself has to be the copy's. Hard links stay within a file system.
  const isSameSystem = statSync(root).dev === statSync(copy).dev;
  execFileSync("cp", [isSameSystem ? "-al" : "-a", join(root, "node_modules"), join(copy, "node_modules")]);
  for (const built of ["dist", "plugin"].filter((folder) => existsSync(join(root, folder)))) {
    cpSync(join(root, built), join(copy, built), { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
