import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pkg from "../../package.json";
import { packArchives } from "../../tools/plugin/archives";
import { generateSdk } from "../../tools/sdk/generate";

const LAUNCHER = join(__dirname, "..", "..", "plugin", "pulumi-resource-coze");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-coze-plugin-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the schema binds without a diagnostic, and one with a mistake does not", async () => {
  await generateSdk("check", folder);
  const resources = { "coze:index:Bot": { inputProperties: { name: { $ref: "#/types/coze:index:Nothing" } } } };
  await expect(generateSdk("check", folder, { schema: { resources } })).rejects.toThrow("Nothing");
});

test("a release has an archive for each platform, as the engine asks for it, with its checksum", async () => {
  const names = await packArchives(folder);
  const platforms = ["linux", "darwin", "windows"].flatMap((system) => [`${system}-amd64`, `${system}-arm64`]);
  expect(names).toEqual(platforms.map((platform) => `pulumi-resource-coze-v${pkg.version}-${platform}.tar.gz`));
  const sums = names.map((name) => {
    const sum = createHash("sha256").update(readFileSync(join(folder, name)));
    return `${sum.digest("hex")}  ${name}\n`;
  });
  expect(readFileSync(join(folder, "checksums.txt"), "utf8")).toBe(sums.join(""));
  for (const name of names) {
    const files = execFileSync("tar", ["-tzf", join(folder, name)], { encoding: "utf8" })
      .trim()
      .split("\n");
    const launcher = name.includes("windows") ? "pulumi-resource-coze.cmd" : "pulumi-resource-coze";
    expect(files).toEqual(["NOTICE", "checker.js", "index.js", launcher, "schema.json", "undici.js"]);
  }
});

test("without Node.js the launcher says so in one line", () => {
  const { status, stderr, stdout } = spawnSync("/bin/sh", [LAUNCHER], { env: { PATH: folder }, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toBe(
    "pulumi-resource-coze needs Node.js 20 or newer, and there is no node on PATH: install it from https://nodejs.org.\n",
  );
});
