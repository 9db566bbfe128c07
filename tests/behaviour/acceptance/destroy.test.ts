import { LIST, openScene, READ, UNPUBLISH } from "../../harness/engine/scene";

const program = (policies: Record<string, string>) => `
  for (const [name, deletionPolicy] of Object.entries(${JSON.stringify(policies)})) {
    new CozeBot(name, { name, deletionPolicy });
  }
`;

test("destroy keeps, archives or refuses, as the deletion policy says", async () => {
  const t = await openScene();
  const policies = { Kept: "retain", "Archived with a🙂end": "archive", Guarded: "fail" };
  await t.up(program(policies));
  const { id } = t.botNamed("Archived with a🙂end");
  const guarded = t.botNamed("Guarded");

  const refused = await t.destroy({ expect: "failure" });
  expect(refused.output).toContain(`Bot ${guarded.id} is kept, since its deletionPolicy is "fail"`);
  expect(refused.output).toContain(`/space/${t.emulator.spaceId}/bot/${guarded.id}`);
  expect(Object.keys(t.resources())).toContain("Bot Guarded");

  const released = await t.up(program({ Guarded: "retain" }));
  expect(released.log.filter(({ body }) => JSON.stringify(body).includes(guarded.id))).toEqual([]);
  const { output } = await t.destroy();
  expect(output).toContain(
    `coze:Bot Guarded (bot ${guarded.id}): warning: Coze has no call that deletes a bot: its draft is kept.`,
  );
  expect(t.botNamed("Guarded").draft).toEqual(guarded.draft);
  expect(t.botNamed("Kept").draft).toEqual({ name: "Kept", description: "" });
  expect(t.botNamed("del-Archived with a🙂").id).toBe(id);
  expect(t.resources()).toEqual({});
});

test("destroy takes the bot off each channel with the reason, unless it is to stay live", async () => {
  const t = await openScene();
  const stranger = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Stranger" });
  t.emulator.console.publish(stranger, ["1024"]);
  await t.up(`
    const bot = new CozeBot("support", { name: "Support" });
    new CozeBotPublication("support", { bot, connectorIds: ["1024", "999", "7470000000000000001"], unpublishReason: "retired" });
    const staying = new CozeBot("staying", { name: "Staying" });
    new CozeBotPublication("staying", { bot: staying, unpublishOnDelete: false });
  `);
  const { log, output } = await t.destroy();
  const support = t.botNamed("Support");
  const channels = ["1024", "999", "7470000000000000001"];
  expect(log.map(({ route, path, body }) => [route, path, body])).toEqual(
    // What is live on all channels is compared with what is recorded, before the bot leaves the first one.
    [
      ...channels.map(() => [READ, `/v1/bots/${support.id}`, undefined]),
      ...channels.map((connector_id) => [
        UNPUBLISH,
        `/v1/bots/${support.id}/unpublish`,
        { connector_id, unpublish_reason: "retired" },
      ]),
    ],
  );
  expect(support.published).toEqual({});
  expect(output).toContain("unpublishOnDelete is false, so the bot stays live on its channels");
  for (const name of ["Staying", "Stranger"]) expect(Object.keys(t.botNamed(name).published)).toEqual(["1024"]);
});

test("destroy keeps what another account cannot see, and succeeds where the bot is certainly gone", async () => {
  const t = await openScene();
  await t.up(`
    const bot = new CozeBot("support", { name: "Support", deletionPolicy: "archive" });
    new CozeBotPublication("support", { bot });
  `);
  const stranger = t.emulator.addToken({ spaces: [t.emulator.otherSpaceId] });
  const kept = await t.destroy({ expect: "failure", env: { COZE_API_TOKEN: stranger } });
  expect(kept.calls).toEqual([READ, UNPUBLISH, LIST]);
  expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Publication support"]);
  expect(Object.keys(t.bot.published)).toEqual(["1024"]);

  t.emulator.console.deleteBot(t.bot.id);
  const { log } = await t.destroy();
  expect(log.map(({ route, code }) => [route, code])).toEqual([
    [READ, 4200],
    [UNPUBLISH, 4200],
    [LIST, 0],
    // The draft that an archive is about to rename.
    [READ, 4200],
    [LIST, 0],
  ]);
  expect(t.resources()).toEqual({});
});
