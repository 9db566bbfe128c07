import { openScene, READ, UPDATE } from "./harness";

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
  const { hash } = await t.ws.outputs();
  t.emulator.console.editDraft(id, undeclared);
  // Coze returns neither of these, so they keep their recorded values.
  const unreadable = { icon_file_id: "icon-2", knowledge: { auto_call: true, search_strategy: 20 as const } };
  t.emulator.console.editDraft(t.botNamed("Blind").id, unreadable);
  await t.refresh({ expectNoChanges: true });

  t.emulator.console.editDraft(id, outside);
  const check = await t.refresh({ args: ["--preview-only"], expectNoChanges: true, expect: "failure" });
  expect(check.calls).toEqual([READ, READ, READ]);
  const refresh = await t.refresh();
  for (const { text } of [check, refresh]) {
    expect(text).toContain('~ promptInfo: { ~ prompt: "As declared" => "Edited in the console" }');
    expect(text).toContain('~ apiId: "735" => "736"');
    expect(text).toMatch(new RegExp(`~ contentHash: "${String(hash)}" => "v1:[0-9a-f]{64}"`));
    expect(text).not.toMatch(/[~+-] (description|workflowIds|suggestReplyInfo|onboardingInfo|name|spaceId)/);
  }

  const up = await t.up(undefined, { withPreview: true, diff: true });
  expect(up.text).toContain('~ promptInfo: { ~ prompt: "Edited in the console" => "As declared" }');
  // What is live is what the program declares already.
  expect(up.calls).toEqual([UPDATE]);
  expect(t.botNamed("Support")).toMatchObject({ draft: { ...draft, ...undeclared }, versions });
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });
});
