import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import pkg from "../../../package.json";
import { packArchives } from "../../../tools/plugin/archives";
import { openYaml } from "./harness";

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-archives-")));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As releases name this machine. */
const PLATFORM = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;

test("an archive of a release is installed by the CLI, and a project without a path of the plugin runs with it", async () => {
  await packArchives(folder);
  const t = await openYaml();
  await t.writeFile(
    "Pulumi.yaml",
    stringify({
      name: "installed",
      runtime: "yaml",
      resources: { support: { type: "coze:Bot", properties: { name: "Support" } } },
    }),
  );
  expect((await t.preview(undefined, { expect: "failure" })).output).toContain(
    "no resource plugin 'pulumi-resource-coze' found",
  );

  const archive = join(folder, `pulumi-resource-coze-v${pkg.version}-${PLATFORM}.tar.gz`);
  await t.ws.run(["plugin", "install", "resource", "coze", `v${pkg.version}`, "--file", archive]);
  const { stdout } = await t.ws.run(["plugin", "ls", "--json"]);
  expect(JSON.parse(stdout)).toEqual([
    expect.objectContaining({ name: "coze", kind: "resource", version: pkg.version }),
  ]);
  const { text, calls } = await t.preview();
  expect(text).toContain("+ coze:index:Bot: (create)");
  expect(calls).toEqual([]);
});
