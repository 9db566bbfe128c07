import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const CHECKOUT = join(__dirname, "..", "..");

test("one more pair is two calls to create and to refresh, and none without an edit, however many there are", async () => {
  const script = ["--import", "tsx", "tools/bench/growth.ts", "--pairs", "20"];
  const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: CHECKOUT });
  const steps = stdout.matchAll(/^(create|no edit|refresh) +pairs (\d+ to \d+) +([\d.]+) calls/gm);
  expect([...steps].map(([, step, pairs, calls]) => [step, pairs, calls])).toEqual([
    ["create", "1 to 10", "2.00"],
    ["create", "11 to 20", "2.00"],
    ["no edit", "1 to 10", "0.00"],
    ["no edit", "11 to 20", "0.00"],
    ["refresh", "1 to 10", "2.00"],
    ["refresh", "11 to 20", "2.00"],
  ]);
  expect(stdout).toMatch(/^state +\d+ bytes a pair\nmemory +peak \d+ MB with 10 pairs, \d+ MB with 20$/m);
});
