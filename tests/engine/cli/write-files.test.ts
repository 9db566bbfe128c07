import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../../harness/until";

const COUNT = 300;
const text = (edition: string): string => `${edition}\n`.repeat(20_000);

/** All files anew, as `pull --write` and `import` do. */
const SCRIPT = `
  const { writeFiles } = require(${JSON.stringify(join(process.cwd(), "dist/cli/write-files.js"))});
  const files = Array.from({ length: ${COUNT} }, (_, i) => [process.argv[1] + "/" + i + ".md", "new\\n".repeat(20_000)]);
  void writeFiles(new Map(files));
`;

test("a command that is killed while it writes leaves every file old or new", async () => {
  const folder = mkdtempSync(join(tmpdir(), "written-"));
  const paths = Array.from({ length: COUNT }, (_, i) => join(folder, `${i}.md`));
  for (const path of paths) writeFileSync(path, text("old"));
  const isNew = (path: string): boolean => readFileSync(path, "utf8").startsWith("new");
  // While the new editions are made beside the files; and once the first of them is in its place.
  for (const moment of [() => readdirSync(folder).length > COUNT, () => paths.slice(0, 1).every(isNew)]) {
    const child = spawn(process.execPath, ["-e", SCRIPT, folder], { stdio: "ignore" });
    await until(moment);
    child.kill("SIGKILL");
    await once(child, "exit");
    for (const path of paths) expect([text("old"), text("new")]).toContain(readFileSync(path, "utf8"));
  }
  expect(isNew(paths[0] ?? "")).toBe(true);
});
