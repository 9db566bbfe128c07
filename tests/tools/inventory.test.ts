import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { AREAS } from "../../tools/inventory/areas";
import { countsIn } from "../../tools/inventory/table";

const TESTS = join(__dirname, "..");
const page = readFileSync(join(TESTS, "README.md"), "utf8");
const files = readdirSync(TESTS, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
  .map((entry) => relative(join(TESTS, ".."), join(entry.parentPath, entry.name)));

test("the inventory has every area, and none holds less than it did (else run `npm run inventory`)", () => {
  const counts = countsIn(page);
  expect(counts.map(({ what, before }) => [what, before])).toEqual(
    AREAS.map(({ what, before }) => [what, before.tests]),
  );
  for (const { what, before, inProcess, onCli } of counts) {
    expect({ what, before, isLess: inProcess + onCli < before }).toEqual({ what, before, isLess: false });
  }
});

test.each(AREAS)("$what: there are files, each of one area", ({ files: pattern }) => {
  const own = files.filter((file) => pattern.test(file));
  expect(own).not.toEqual([]);
  for (const file of own) expect(AREAS.filter((area) => area.files.test(file))).toHaveLength(1);
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
