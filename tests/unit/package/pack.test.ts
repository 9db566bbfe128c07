import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "../../..");

const packed = (): string[] => {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ files } = { files: [] }] = JSON.parse(output) as { files: { path: string }[] }[];
  return files.map((file) => file.path).sort();
};

test("the tarball holds the compiled package and its papers, and nothing else", () => {
  const files = packed();
  const others = files.filter((file) => !file.startsWith("dist/"));
  expect(others).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
  const compiled = files.filter((file) => file.startsWith("dist/"));
  expect(compiled).toEqual(expect.arrayContaining(["dist/index.js", "dist/index.d.ts", "dist/runtime.js"]));
  expect(compiled.filter((file) => !/\.(js|d\.ts)$/.test(file))).toEqual([]);
  // What a source once was compiled to must not be shipped after the source is gone.
  const sourceOf = (file: string) => file.replace(/^dist\//, "provider/").replace(/(\.d\.ts|\.js)$/, ".ts");
  expect(compiled.filter((file) => !existsSync(path.join(ROOT, sourceOf(file))))).toEqual([]);
});
