import { openScene, PUBLISH, READ, UPDATE } from "../../harness/engine/scene";

// `tests/engine/drift` has how the CLI shows it.

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
  plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "736" }] },
};
const undeclared = {
  description: "Not in the program",
  workflow_id_list: { ids: [{ id: "746" }] },
  suggest_reply_info: { reply_mode: "disable" as const },
};

test("a console edit of the draft is shown field by field, and repaired without a new version", async () => {
  const t = await openScene();
  await t.up(program("As declared"));
  const { draft, versions, id } = t.botNamed("Support");
  const { hash } = t.outputs();
  t.emulator.console.editDraft(id, undeclared);
  // Coze returns neither of these, so they keep their recorded values.
  const unreadable = { icon_file_id: "icon-2", knowledge: { auto_call: true, search_strategy: 20 as const } };
  t.emulator.console.editDraft(t.botNamed("Blind").id, unreadable);
  await t.refresh({ expectNoChanges: true });

  t.emulator.console.editDraft(id, outside);
  const check = await t.refresh({ previewOnly: true, expectNoChanges: true, expect: "failure" });
  expect(check.calls).toEqual([READ, READ, READ]);
  const refresh = await t.refresh();
  const edited = expect.stringMatching(/^v1:[0-9a-f]{64}$/) as unknown;
  for (const { changes } of [check, refresh]) {
    expect(changes["Bot support"]).toEqual({
      "promptInfo.prompt": ["As declared", "Edited in the console"],
      plugins: [[{ pluginId: "731", apiId: "735" }], [{ pluginId: "731", apiId: "736" }]],
      contentHash: [hash, edited],
      promotionHash: [edited, edited],
    });
    expect(changes["Bot blind"]).toEqual({});
  }

  const up = await t.up(undefined, { withPreview: true });
  expect(up.changes["Bot support"]).toMatchObject({ "promptInfo.prompt": ["Edited in the console", "As declared"] });
  // What is live is what the program declares already.
  expect(up.calls).toEqual([UPDATE]);
  expect(t.botNamed("Support")).toMatchObject({ draft: { ...draft, ...undeclared }, versions });
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });
});

test("a console edit that the program takes over is published once, and the bot is left alone", async () => {
  const t = await openScene();
  await t.up(program("As declared"));
  const { id, versions, draft } = t.botNamed("Support");
  t.emulator.console.editDraft(id, { prompt_info: outside.prompt_info });
  await t.refresh();

  const { calls } = await t.up(program("Edited in the console"));
  expect(calls).toEqual([READ, PUBLISH]);
  const after = t.botNamed("Support");
  expect(after.draft).toEqual({ ...draft, prompt_info: outside.prompt_info });
  expect(after.versions.slice(1)).toEqual(versions);
  expect(after.published["1024"]?.config.prompt_info).toEqual(outside.prompt_info);
  expect(t.outputs()).toMatchObject({ version: after.versions[0]?.version });
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });
});
