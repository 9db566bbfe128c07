import { openScene, PUBLISH, READ } from "../../harness/engine/scene";

test("get reads a bot without managing it, and a missing one is an error", async () => {
  const t = await openScene();
  const id = t.emulator.console.createDraft(t.emulator.spaceId, {
    name: "Elsewhere",
    prompt_info: { prompt: "Written in the console" },
    plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "735" }] },
  });
  const { draft } = t.bot;
  const program = (botId: string) => `
    const bot = CozeBot.get("elsewhere", "${botId}");
    new CozeBotPublication("elsewhere", { botId: bot.id, contentHash: bot.contentHash, spaceId: "${t.emulator.spaceId}" });
    exports.prompt = bot.promptInfo.apply((info) => info.prompt);
    exports.plugins = bot.plugins;
  `;

  const missing = await t.up(program("7000000000000000000"), { expect: "failure" });
  expect(missing.calls).toEqual([READ]);
  expect(missing.output).toContain("Coze could not read bot 7000000000000000000: it answered 4200");

  const up = await t.up(program(id));
  expect(up.log.filter(({ method }) => method === "POST").map(({ route }) => route)).toEqual([PUBLISH]);
  expect(t.outputs()).toEqual({
    prompt: "Written in the console",
    plugins: [{ pluginId: "731", apiId: "735" }],
  });
  expect((await t.up(undefined, { expectNoChanges: true })).calls).toEqual([READ]);

  // Its hash covers all that can be read, so whatever is edited is published.
  t.emulator.console.editDraft(id, { description: "Edited" });
  expect((await t.up()).calls).toEqual([READ, PUBLISH]);
  expect(t.bot.published["1024"]?.config.description).toBe("Edited");

  await t.destroy();
  expect(t.bot.draft).toEqual({ ...draft, description: "Edited" });
});

test("the preview of a publication of such a bot names what will change, and nothing else", async () => {
  const t = await openScene();
  const id = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Elsewhere" });
  for (const bot of [`CozeBot.get("elsewhere", "${id}")`, `pulumi.output(CozeBot.get("elsewhere", "${id}"))`]) {
    const program = `new CozeBotPublication("elsewhere", { bot: ${bot} });`;
    await t.up(program);
    expect(t.resources()["Publication elsewhere"]?.outputs["spaceId"]).toBe(t.emulator.spaceId);
    expect((await t.preview(program)).ops["Publication elsewhere"]).toBe("same");
    t.emulator.console.editDraft(id, { description: "Edited" });
    const { changes } = await t.preview(program);
    const changed = Object.keys(changes["Publication elsewhere"] ?? {});
    expect(changed.sort()).toEqual(["contentHash", "promotionHash"]);
    await t.destroy();
    t.emulator.console.editDraft(id, { description: "" });
  }
});
