import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mutated, type Mutation } from "./mutations";

type Verdict = "caught" | "timed out" | "survived";

export interface Result {
  readonly verdict: Verdict;
  /** The file of the test that fails, where one does, and its title. */
  readonly by?: string;
  readonly title?: string;
  readonly seconds: number;
}

/** In place of a test that fails. */
export const BUILD = "npm run build";

export interface RunOptions {
  /** The copy that is mutated. */
  readonly copy: string;
  /** Of each run of the tests. */
  readonly limitSeconds: number;
}

/** What a mutation is shown to: tests that import its file, in this order, and then those of what is built. */
export interface Shown {
  readonly importing: readonly string[];
  readonly ofBuilt: readonly string[];
}

/** Runs the tests until one fails, with the mutation in place. */
export async function resultOf(mutation: Mutation, shown: Shown, options: RunOptions): Promise<Result> {
  const file = join(options.copy, mutation.file);
  const text = readFileSync(file, "utf8");
  const began = Date.now();
  const seconds = (): number => Math.round((Date.now() - began) / 1000);
  let hasBuilt = false;
  writeFileSync(file, mutated(text, mutation));
  try {
    const first = await verdictOf(shown.importing, options);
    if (first.verdict !== "survived" || shown.ofBuilt.length === 0) return { ...first, seconds: seconds() };
    hasBuilt = true;
    if (!isBuilt(options.copy)) return { verdict: "caught", by: BUILD, title: "it does not build", seconds: seconds() };
    return { ...(await verdictOf(shown.ofBuilt, options)), seconds: seconds() };
  } finally {
    writeFileSync(file, text);
    if (hasBuilt) isBuilt(options.copy);
  }
}

async function verdictOf(tests: readonly string[], options: RunOptions): Promise<Omit<Result, "seconds">> {
  if (tests.length === 0) return { verdict: "survived" };
  const { code, output } = await jest(tests, options);
  if (code === 0) return { verdict: "survived" };
  return code === null ? { verdict: "timed out" } : { verdict: "caught", ...failedIn(output) };
}

function isBuilt(copy: string): boolean {
  return spawnSync("npm", ["run", "build"], { cwd: copy, stdio: "ignore" }).status === 0;
}

/** Whether a test file passes as things are. */
export async function passes(test: string, copy: string): Promise<boolean> {
  return (await jest([test], { copy, limitSeconds: 900 })).code === 0;
}

const failedIn = (output: string): Pick<Result, "by" | "title"> => {
  const [, by = ""] = /^FAIL (\S+)/m.exec(output) ?? [];
  const [, title = "does not load"] = /^ {2}● (.*)$/m.exec(output) ?? [];
  return { by, title };
};

/** The process group of the tests that are running. */
let group: number | undefined;

/** Ends the tests that are running, and what they started: a Ctrl-C does not reach their groups. */
export function endTests(): void {
  if (group === undefined) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // All of it has just ended.
  }
}

function jest(
  tests: readonly string[],
  { copy, limitSeconds }: RunOptions,
): Promise<{ code: number | null; output: string }> {
  const inOrder = ["--testSequencer", join(__dirname, "in-order.cjs")];
  // Without the reporter that holds the inventory: a mutation that makes a table of tests shorter has failed no test.
  const reporters = ["--reporters", "default"];
  const args = ["--runInBand", "--bail", ...inOrder, ...reporters, "--runTestsByPath", ...tests];
  const child = spawn(process.execPath, [join(copy, "node_modules", "jest", "bin", "jest.js"), ...args], {
    cwd: copy,
    env: { ...process.env, MUTATION_TESTS: JSON.stringify(tests) },
    // A group of its own, so that whatever the tests started ends along with them.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  group = child.pid;
  const output: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => output.push(text));
  const timer = setTimeout(endTests, limitSeconds * 1000);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      group = undefined;
      resolve({ code, output: output.join("") });
    });
  });
}
