import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { areaOf, AREAS } from "../../tools/inventory/areas";
import { countsIn, withTable } from "../../tools/inventory/table";

const TESTS = join(__dirname, "..");
const REPORTERS = ["inventory", "count"].map((name) => join(TESTS, "harness", "reporters", `${name}.js`));
const page = readFileSync(join(TESTS, "README.md"), "utf8");
const files = readdirSync(TESTS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
  .map((entry) => relative(join(TESTS, ".."), join(entry.parentPath, entry.name)));

test("the inventory has every area, and each has files", () => {
  expect(countsIn(page).map(({ what, heldBy }) => ({ what, heldBy }))).toEqual(AREAS);
  const held = new Set(files.map((file) => areaOf(file)?.what));
  expect(AREAS.filter(({ what }) => !held.has(what))).toEqual([]);
});

describe("a run of the tests", () => {
  const root = mkdtempSync(join(tmpdir(), "pulumi-coze-inventory-"));
  afterAll(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "tests", "behaviour", "load"), { recursive: true });
  for (const name of ["a", "b"]) {
    writeFileSync(join(root, "tests", "behaviour", "load", `${name}.test.js`), 'test("passes", () => {});');
  }

  /** Runs files of an area of two tests, of which the page records so many. */
  const run = (recorded: number, ...args: string[]) => {
    const load = { what: "load", heldBy: ["behaviour/load"], inProcess: recorded, onCli: 0 };
    writeFileSync(join(root, "tests", "README.md"), withTable(page, [load]));
    const config = { rootDir: root, transform: {}, reporters: REPORTERS };
    const jest = [require.resolve("jest/bin/jest"), "--config", JSON.stringify(config), ...args];
    return spawnSync(process.execPath, jest, { cwd: root, encoding: "utf8" });
  };

  test("fails where an area has fewer tests than the inventory records", () => {
    const { status, stdout, stderr } = run(3);
    expect(stderr).toContain('The area "load" has 2 tests, and tests/README.md records 3');
    expect([status, stdout]).toEqual([1, "2 passed, 1 failed\n"]);
  });

  test.each([
    ["passes where it has as many, whichever of them run", 2, ["--testNamePattern", "none"], "0 passed, 0 failed\n"],
    ["says nothing of an area that did not run whole", 3, ["load/a"], "1 passed, 0 failed\n"],
  ])("%s", (_name, recorded, args, counts) => {
    const { status, stdout, stderr } = run(recorded, ...args);
    expect([status, stdout]).toEqual([0, counts]);
    expect(stderr).not.toContain("The area");
  });
});

test("what a row of the acceptance matrix names is there", () => {
  const [, matrix = ""] = page.split("## Acceptance matrix");
  const named = [...matrix.matchAll(/`((?:unit|behaviour|engine|tools)\/[^`]+)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(40);
  for (const path of named) {
    const pattern = new RegExp(`^tests/${path.replaceAll("*", ".*")}(\\.test\\.ts)?$`);
    expect([path, files.some((file) => pattern.test(file)) || existsSync(join(TESTS, path))]).toEqual([path, true]);
  }
});
