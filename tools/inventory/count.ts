import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** Where the files of the areas are. */
const AREA_FOLDERS = ["tests/behaviour/", "tests/engine/", "tests/tools/(messages|waiting)"];

interface Listed {
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly unknown[] }[];
}

/** How many tests each file has, without running any. */
export function testsByFile(root: string): ReadonlyMap<string, number> {
  const directory = mkdtempSync(join(tmpdir(), "pulumi-coze-inventory-"));
  const file = join(directory, "tests.json");
  try {
    const jest = join(root, "node_modules", "jest", "bin", "jest.js");
    const none = ["--testNamePattern", "^no such test$", "--reporters", "default"];
    const { status, stderr } = spawnSync(
      process.execPath,
      [jest, ...AREA_FOLDERS, "--json", "--outputFile", file, ...none],
      { cwd: root, encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`jest ended with ${status ?? "a signal"}:\n${stderr.slice(-2_000)}`);
    const { testResults } = JSON.parse(readFileSync(file, "utf8")) as Listed;
    return new Map(testResults.map(({ name, assertionResults }) => [relative(root, name), assertionResults.length]));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
