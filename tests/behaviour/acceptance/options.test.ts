import { openScene, PUBLISH, READ, UPDATE } from "../../harness/engine/scene";

test("with ignoreChanges for all of a bot and of its publication, nothing is ever done to them", async () => {
  const t = await openScene();
  const program = (prompt: string) => `
    const opts = { ignoreChanges: ["*"] };
    const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } }, opts);
    new CozeBotPublication("support", { bot }, opts);
  `;
  await t.up(program("One"));
  await t.expectSilence();
  await t.expectSilence(program("Two"));
  expect(t.bot.draft.prompt_info).toEqual({ prompt: "One" });
});

test("a publication whose content hash is frozen repairs what was published outside once", async () => {
  const t = await openScene();
  const program = (prompt: string) => `
    const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } });
    new CozeBotPublication("support", { bot }, { ignoreChanges: ["contentHash", "promotionHash"] });
  `;
  await t.up(program("One"));
  expect((await t.up(program("Two"))).calls).toEqual([UPDATE]);
  await t.expectSilence();
  t.emulator.console.publish(t.bot.id, ["1024"]);
  t.later();
  await t.refresh();
  expect((await t.up()).calls).toEqual([READ, PUBLISH]);
  await t.expectSilence();
  t.later();
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
});

test("an asset or an archive among the triggers counts by its bytes", async () => {
  const t = await openScene();
  const program = (text: string, unpublishOnDelete: boolean) => `
    const { StringAsset, AssetArchive } = pulumi.asset;
    const bot = new CozeBot("support", { name: "Support" });
    const triggers = { text: new StringAsset("${text}"), all: [new AssetArchive({ a: new StringAsset("${text}") })] };
    new CozeBotPublication("support", { bot, triggers, unpublishOnDelete: ${unpublishOnDelete} });
  `;
  await t.up(program("One", true));
  expect((await t.up(program("One", false))).calls).toEqual([]);
  expect((await t.up(program("Two", false))).calls).toEqual([READ, PUBLISH]);
  await t.expectSilence();
});

test("a second publication of a bot is refused, however it names the bot", async () => {
  const t = await openScene();
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Support" });
  const { text, calls } = await t.preview(
    `for (const name of ["one", "two"]) new CozeBotPublication(name, { botId: pulumi.output("${botId}") });`,
    { expect: "failure" },
  );
  expect(text).toMatch(
    /botId: is the bot that the publication (one|two) of this program publishes, too: keep one of the two/,
  );
  expect(calls).toEqual([]);
});
