import { CREATE, openExample, PUBLISH, UPDATE, writesOf } from "./harness";

// `tests/docs/commands` has the first bot of the guide from its preview to its destroy.

test("the quickstart makes a bot and publishes it, once", async () => {
  const t = await openExample("quickstart");
  expect(writesOf((await t.up()).log)).toEqual([CREATE, UPDATE, PUBLISH]);
  expect(t.bot.published["1024"]?.config.prompt_info?.prompt).toBe(await t.read("prompts/support.md"));
  expect(await t.ws.outputs()).toMatchObject({ botId: t.bot.id, version: t.bot.versions[0]?.version });
});
