import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
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

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

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
  const exit = once(tool, "exit");
  await until(() => existsSync(pidFile) && readFileSync(pidFile, "utf8") !== "");
  const pid = Number(readFileSync(pidFile, "utf8"));
  tool.kill(signal);
  try {
    expect(await exit).toEqual([code, null]);
    await until(() => !isAlive(pid), 5_000);
    expect(readdirSync(directory).filter((name) => name.startsWith("pulumi-coze-mutate-"))).toEqual([]);
  } finally {
    if (isAlive(pid)) process.kill(pid, "SIGKILL");
  }
});
