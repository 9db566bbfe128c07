import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CHECKOUT = join(__dirname, "..", "..", "..");

let temporary: string;
beforeEach(() => {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), "demo-test-")));
});
afterEach(() => {
  rmSync(temporary, { recursive: true, force: true });
});

/** `npm run demo` without npm; all its temporary files, and those of its processes, are in a directory of their own. */
async function demo(interrupt?: { signal: NodeJS.Signals; at: RegExp }) {
  const child = spawn(process.execPath, ["--import", "tsx", "tools/demo/main.ts"], {
    cwd: CHECKOUT,
    env: { ...process.env, TMPDIR: temporary, TSX_DISABLE_CACHE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (interrupt?.at.test(output)) child.kill(interrupt.signal);
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

/** The example's files, which the demo must not touch. */
function example(): Record<string, string> {
  const directory = join(CHECKOUT, "examples", "quickstart");
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((path) => /\.\w+$/.test(path));
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(directory, path), "utf8")]));
}

function expectNothingLeft(): void {
  expect(readdirSync(temporary)).toEqual([]);
  expect(processes().filter((told) => told.includes(temporary))).toEqual([]);
}

/** Command line and environment of every process, as far as they can be read. */
function processes(): string[] {
  if (process.platform !== "linux")
    return execFileSync("ps", ["-A", "-E", "-ww", "-o", "command="], { encoding: "utf8" }).split("\n");
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
      return "";
    }
  };
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => `${read(pid, "cmdline")} ${read(pid, "environ")}`);
}

test("the demo does what it says, and leaves nothing behind", async () => {
  const before = example();
  const { code, output } = await demo();
  expect(code).toBe(0);

  expect(output).toContain("+ 3 created");
  expect(output).toMatch(/~ prompt:\s+You are the support assistant[^]*\+ - Answer in the language of the question\./);
  expect(output.match(/~ contentHash *: "v1:[0-9a-f]{64}" => "v1:[0-9a-f]{64}"/g)?.length).toBeGreaterThanOrEqual(2);
  const [, first, second] = /The version was (\d+) and is (\d+)\./.exec(output) ?? [];
  expect(BigInt(second ?? 0)).toBeGreaterThan(BigInt(first ?? 0));
  expect(output).toContain("Coze has no call that deletes a bot: its draft is kept");
  expect(output.match(/^Calls to Coze: \w+/gm)?.map((line) => line.slice(15))).toEqual([
    "4",
    "none",
    "2",
    "none",
    "4",
    "2",
  ]);
  expect(output).toMatch(/Every step did what it says: 12 calls to Coze in all, \d+ s\.\n/);

  expectNothingLeft();
  expect(example()).toEqual(before);
}, 300_000);

test.each([
  { signal: "SIGINT", at: /Bot support creating/, expected: 130 },
  { signal: "SIGTERM", at: /\$ pulumi preview/, expected: 143 },
] as const)("$signal ends the demo, and nothing is left behind", async ({ signal, at, expected }) => {
  const { code, output } = await demo({ signal, at });
  expect(output).toMatch(/Interrupted\.[^\n]*\n$/);
  expect(code).toBe(expected);
  expectNothingLeft();
});
