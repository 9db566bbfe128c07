import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const TESTS = join(__dirname, "..");

test("what a row of the acceptance matrix names is there", () => {
  const [, matrix = ""] = readFileSync(join(TESTS, "README.md"), "utf8").split("## Acceptance matrix");
  const files = readdirSync(TESTS, { recursive: true, encoding: "utf8" });
  const named = [...matrix.matchAll(/`((?:unit|behaviour|engine|tools)\/[^`]+)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(40);
  for (const path of named) {
    const pattern = new RegExp(`^${path.replaceAll("*", ".*")}(\\.test\\.ts)?$`);
    expect([path, files.some((file) => pattern.test(file)) || existsSync(join(TESTS, path))]).toEqual([path, true]);
  }
});
