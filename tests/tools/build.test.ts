import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BuildStamp } from "../../tools/build/stamp";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pulumi-coze-build-"));
  for (const folder of ["provider/values", "dist", "plugin", "tests"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of ["package.json", "provider/values/tree.ts", "dist/index.js", "plugin/index.js"])
    writeFileSync(join(root, file), file);
  new BuildStamp(root).write();
});
afterEach(() => rmSync(root, { recursive: true }));

const isCurrent = (): boolean => new BuildStamp(root).isCurrent();

test("a build is current until a source, a setting or what it has written changes", () => {
  expect(isCurrent()).toBe(true);
  for (const file of ["package.json", "provider/values/tree.ts", "dist/index.js", "plugin/index.js"]) {
    writeFileSync(join(root, file), "changed");
    expect([file, isCurrent()]).toEqual([file, false]);
    writeFileSync(join(root, file), file);
    expect([file, isCurrent()]).toEqual([file, true]);
  }
});

test("a file more or less is another build, and a test is none", () => {
  writeFileSync(join(root, "tests", "new.test.ts"), "");
  expect(isCurrent()).toBe(true);
  writeFileSync(join(root, "provider", "new.ts"), "");
  expect(isCurrent()).toBe(false);
  rmSync(join(root, "provider", "new.ts"));
  rmSync(join(root, "dist"), { recursive: true });
  expect(isCurrent()).toBe(false);
});

test("packages that are put in anew ask for a build", () => {
  rmSync(join(root, "node_modules"), { recursive: true });
  expect(isCurrent()).toBe(false);
});
