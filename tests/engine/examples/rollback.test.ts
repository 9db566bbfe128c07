import { CREATE, openExample, PUBLISH, UPDATE, writesOf } from "./harness";

// `tests/behaviour/examples` has the way there and back, with what an edit in the console leaves.

test("going back to a release brings its content back as a new version", async () => {
  const t = await openExample("rollback");
  expect(writesOf((await t.up()).log)).toEqual([CREATE, PUBLISH]);
  const live = () => t.bot.published["1024"]?.config.prompt_info?.prompt;
  // The default in Pulumi.yaml.
  expect(live()).toBe(await t.read("releases/1.1/prompt.md"));
  await t.configure({ "coze:release": "1.0" });
  expect(writesOf((await t.up()).log)).toEqual([UPDATE, PUBLISH]);
  expect(live()).toBe(await t.read("releases/1.0/prompt.md"));
  expect(await t.ws.outputs()).toMatchObject({ release: "1.0", version: t.bot.versions[0]?.version });
});
