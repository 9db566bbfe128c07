import { CREATE, openExample, PUBLISH, READ, UNPUBLISH, UPDATE, writesOf } from "./harness";

test("the quickstart makes a bot and publishes it, once", async () => {
  const t = await openExample("quickstart");
  expect(writesOf((await t.up(undefined, { withPreview: true })).log)).toEqual([CREATE, UPDATE, PUBLISH]);
  expect(t.bot.published["1024"]?.config.prompt_info?.prompt).toBe(await t.read("prompts/support.md"));
  expect(await t.ws.outputs()).toMatchObject({ botId: t.bot.id, version: t.bot.versions[0]?.version });
  await t.expectSilence();
  expect((await t.destroy()).calls).toEqual([READ, READ, UNPUBLISH, UNPUBLISH]);
});
