import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COUNT = join(__dirname, "..", "harness", "reporters", "count.js");

test("the counts are alone on the last line, and a file that does not load is a failure", () => {
  const root = mkdtempSync(join(tmpdir(), "pulumi-coze-count-"));
  try {
    writeFileSync(
      join(root, "a.test.js"),
      'test("passes", () => {}); test("fails", () => { throw new Error("no"); });',
    );
    writeFileSync(join(root, "b.test.js"), 'require("./nothing");');
    const config = { rootDir: root, transform: {}, reporters: [COUNT] };
    const jest = [require.resolve("jest/bin/jest"), "--config", JSON.stringify(config)];
    const { status, stdout } = spawnSync(process.execPath, jest, { cwd: root, encoding: "utf8" });
    expect([status, stdout]).toEqual([1, "1 passed, 2 failed\n"]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
