import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../../harness/until";

const CHECKOUT = join(__dirname, "..", "..", "..");

let temporary: string;
beforeEach(() => {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), "demo-test-")));
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

/** `npm run demo` without npm; its temporary files are in a directory of their own. */
async function demo(interruptAt?: RegExp) {
  const child = spawn(process.execPath, ["--import", "tsx", "tools/demo/main.ts"], {
    cwd: CHECKOUT,
    env: { ...process.env, TMPDIR: temporary, TSX_DISABLE_CACHE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (interruptAt?.test(output)) child.kill("SIGINT");
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

test("the demo shows a bot made, edited and published again, with every call, and leaves nothing behind", async () => {
  const { code, output } = await demo();
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain("+ 3 created");
  expect(output).toMatch(/~ prompt:\s+You are the support assistant[^]*\+ - Answer in the language of the question\./);
  const [, first, second] = /The version was (\d+) and is (\d+)\./.exec(output) ?? [];
  expect(BigInt(second ?? 0)).toBeGreaterThan(BigInt(first ?? 0));
  expect(output).toContain("Coze has no call that deletes a bot: its draft is kept");
  const counts = [...output.matchAll(/^Calls to Coze: (\w+)/gm)].map(([, count]) => count);
  expect(counts).toEqual(["4", "none", "2", "none", "4", "4"]);
  expect(output).toMatch(/^ {4}POST \/v1\/bot\/publish {2}HTTP 200, code 0$/m);
  expect(readdirSync(temporary)).toEqual([]);
});

test("Ctrl-C ends the demo, and nothing is left behind", async () => {
  const { code, output } = await demo(/Bot support creating/);
  expect(code).not.toBe(0);
  expect(output).not.toContain("2. Edit");
  await until(() => readdirSync(temporary).length === 0);
});
