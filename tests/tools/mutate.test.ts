import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isAlive } from "../harness/alive";
import { until } from "../harness/until";

const CHECKOUT = join(__dirname, "..", "..");

/** A checkout with one condition, and one test that writes its process id down and then runs for ever. */
const FILES = {
  "jest.config.js": "module.exports = { transform: {} };",
  "provider/small.ts": "exports.isSmall = (n) => n < 3;",
  "tests/unit/small.test.ts": `
    const { isSmall } = require("../../provider/small");
    test("waits", async () => {
      isSmall(1);
      require("node:fs").writeFileSync(process.env.PID_FILE, String(process.pid));
      await new Promise(() => setInterval(() => undefined, 1000));
    }, 600000);
  `,
};

const directory = mkdtempSync(join(tmpdir(), "pulumi-coze-mutate-test-"));
afterAll(() => rmSync(directory, { recursive: true }));

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends the tests of a mutation, and takes the copy away", async (signal, code) => {
  const root = join(directory, signal);
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(CHECKOUT, "node_modules"), join(root, "node_modules"));
  execFileSync("git", ["init", "-q"], { cwd: root });
  execFileSync("git", ["add", "provider", "tests", "jest.config.js"], { cwd: root });
  const pidFile = join(root, "pid");
  const tool = spawn(process.execPath, ["--import", "tsx", "tools/mutate/main.ts", "--root", root], {
    cwd: CHECKOUT,
    env: { ...process.env, TMPDIR: directory, PID_FILE: pidFile },
    stdio: "ignore",
  });
  const hasEnded = (): boolean => tool.exitCode !== null || tool.signalCode !== null;
  /** The test's process id; 0 until it runs. */
  const testPid = (): number => (existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) : 0);
  try {
    await until(() => testPid() > 0, 90_000);
    tool.kill(signal);
    await until(hasEnded, 10_000);
    expect([tool.exitCode, tool.signalCode]).toEqual([code, null]);
    await until(() => !isAlive(testPid()), 5_000);
    expect(readdirSync(directory).filter((name) => name.startsWith("pulumi-coze-mutate-"))).toEqual([]);
  } finally {
    // With a signal that it can handle, since the test may run before its id is known here.
    if (!hasEnded()) tool.kill("SIGTERM");
    await until(hasEnded, 5_000).catch(() => tool.kill("SIGKILL"));
    if (testPid() > 0 && isAlive(testPid())) process.kill(testPid(), "SIGKILL");
  }
});
