import { mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openScene, type Scene } from "../harness/cli/scene";

// `tests/behaviour/messages` has the words of each mistake. These are how the CLI shows them.

let t: Scene;
beforeAll(async () => {
  // As a user has it: the program is run by what is in its own node_modules.
  t = await openScene({ env: { PULUMI_LANGUAGE_NODEJS_RUN_PATH: undefined } });
});

test("the preview shows all problems of a resource at once", async () => {
  const args = { name: "", plugins: [{ pluginId: "7311989349275530001" }], deletionPolicy: "delete" };
  const { output } = await t.preview(`new CozeBot("support", ${JSON.stringify(args)});`, { expect: "failure" });
  const problems = [...output.matchAll(/error: .* has a problem: (.*)/g)].map(([, problem]) => problem);
  expect(problems).toEqual([
    "name: must be 1 to 20 characters, got a string of 0 characters",
    "plugins[0].apiId: must be a string, got nothing",
    'deletionPolicy: must be "retain" or "archive" or "fail", got a string of 6 characters',
  ]);
});

test("without the package a destroy says what is missing and changes nothing", async () => {
  await t.up(`new CozeBot("support", { name: "Support" });`);
  const modules = join(t.ws.projectDir, "node_modules");
  await rm(modules);
  await mkdir(join(modules, "@pulumi"), { recursive: true });
  await symlink(dirname(require.resolve("@pulumi/pulumi/package.json")), join(modules, "@pulumi", "pulumi"));
  const { output, calls } = await t.destroy({ expect: "failure" });
  expect(output).toContain("error: Cannot find module 'pulumi-coze/runtime'");
  expect(calls).toEqual([]);
  expect(Object.keys(await t.resources())).toEqual(["Bot support"]);
});
