import { CREATE, openExample, PUBLISH, READ, UNPUBLISH, UPDATE, writesOf } from "./harness";

test("going back to a release brings its content back as a new version, and no more than that", async () => {
  const t = await openExample("rollback");
  const { emulator } = t;
  const live = () => t.bot.published["1024"]?.config;
  const hash = async () => (await t.ws.outputs()).contentHash;

  await t.ws.setConfig("coze:release", "1.0");
  expect(writesOf((await t.up()).log)).toEqual([CREATE, PUBLISH]);
  const released = { ...live(), hash: await hash() };

  await t.ws.setConfig("coze:release", "1.1");
  expect(writesOf((await t.up()).log)).toEqual([UPDATE, PUBLISH]);
  expect(live()).toMatchObject({
    prompt_info: { prompt: await t.read("releases/1.1/prompt.md") },
    onboarding_info: { suggested_questions: ["How do I return something?"] },
  });
  expect(await hash()).not.toBe(released.hash);

  // What the program does not declare is outside its history.
  emulator.console.editDraft(t.bot.id, { description: "Written in the console" });
  await t.ws.setConfig("coze:release", "1.0");
  expect(writesOf((await t.up()).log)).toEqual([UPDATE, PUBLISH]);
  expect(live()).toEqual({
    ...{ name: released.name, prompt_info: released.prompt_info, model_info_config: released.model_info_config },
    onboarding_info: { prologue: "Hi! How can I help?", suggested_questions: [] },
    description: "Written in the console",
  });
  expect(await hash()).toBe(released.hash);
  const versions = t.bot.versions.map(({ version }) => version);
  expect(versions).toHaveLength(3);
  expect((await t.ws.outputs()).version).toBe(versions[0]);

  await t.expectSilence();
  expect((await t.destroy()).calls).toEqual([READ, UNPUBLISH]);
});
