import { openScene, PUBLISH } from "../../harness/engine/scene";

const program = (prompt: string) => `
  const bot = new CozeBot("support", {
    name: "Support",
    promptInfo: { prompt: ${JSON.stringify(prompt)} },
    onboardingInfo: { prologue: "Hi" },
    plugins: [{ pluginId: "731", apiId: "735" }],
  });
  const live = new CozeBotPublication("support", { bot });
  new CozeBot("blind", { name: "Blind", iconFileId: "icon-1", knowledge: { autoCall: false, searchStrategy: "hybrid" } });
  exports.hash = bot.contentHash;
  exports.version = live.version;
`;

const outside = {
  prompt_info: { prompt: "Edited in the console" },
};
test("a console edit that the program takes over is published once, and the bot is left alone", async () => {
  const t = await openScene();
  await t.up(program("As declared"));
  const { id, versions } = t.botNamed("Support");
  t.emulator.console.editDraft(id, { prompt_info: outside.prompt_info });
  await t.refresh();

  const { calls } = await t.up(program("Edited in the console"));
  expect(calls).toEqual([PUBLISH]);
  const after = t.botNamed("Support");
  expect(after.versions.slice(1)).toEqual(versions);
  expect(after.published["1024"]?.config.prompt_info).toEqual(outside.prompt_info);
  expect(t.outputs()).toMatchObject({ version: after.versions[0]?.version });
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });
});
