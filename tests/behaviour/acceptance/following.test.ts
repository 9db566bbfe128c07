import { CHAT, openScene, PUBLISH, UPDATE, writesOf } from "../../harness/engine/scene";

const bot = (prompt: string, more = ""): string =>
  `const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" }${more} });\n`;
const live = (args: string): string => `new CozeBotPublication("live", { ${args} });\n`;
const tested =
  'new CozeBotTest("tested", { botId: bot.id, cases: [{ name: "kind", ask: "Hi", expect: [{ contains: "Be" }] }] });\n';

test("a publication follows a bot of its program that it names by the output of its id", async () => {
  const t = await openScene();
  await t.up(bot("Be plain.") + live("botId: bot.id"));
  await t.expectSilence();
  expect((await t.preview(bot("Be kind.") + live("botId: bot.id"))).changes["Publication live"]).toHaveProperty(
    "contentHash",
  );
  expect(writesOf((await t.up()).log)).toEqual([UPDATE, PUBLISH]);
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });
  // The other spelling means the same.
  await t.expectSilence(bot("Be kind.") + live("bot"));
  await t.expectSilence(bot("Be kind.") + live("botId: bot.id, contentHash: bot.contentHash"));
});

test("a test follows it as well", async () => {
  const t = await openScene();
  expect(writesOf((await t.up(bot("Be plain.") + tested)).log)).toContain(CHAT);
  await t.expectSilence();
  expect(writesOf((await t.up(bot("Be kind.") + tested)).log)).toEqual([UPDATE, CHAT]);
});

describe("a publication that is recorded without a hash, as by earlier versions", () => {
  const started = async () => {
    const t = await openScene();
    const id = t.emulator.console.createDraft(t.emulator.spaceId, {
      name: "Support",
      prompt_info: { prompt: "Be plain." },
    });
    await t.up(live(`botId: "${id}"`));
    return { t, adopted: `, botId: "${id}"` };
  };

  test("follows its bot from then on, without a call and without a publish", async () => {
    const { t, adopted } = await started();
    const { log } = await t.up(bot("Be plain.", adopted) + live("botId: bot.id"));
    expect(writesOf(log)).toEqual([]);
    await t.expectSilence();
    expect(writesOf((await t.up(bot("Be kind.", adopted) + live("botId: bot.id"))).log)).toEqual([UPDATE, PUBLISH]);
  });

  test("publishes at once what the same run edits", async () => {
    const { t, adopted } = await started();
    const { log } = await t.up(bot("Be kind.", adopted) + live("botId: bot.id"));
    expect(writesOf(log)).toEqual([UPDATE, PUBLISH]);
    await t.expectSilence();
  });
});

test("the id in letters of a bot of the program is refused where nothing waits for the bot", async () => {
  const t = await openScene();
  await t.up(bot("Be plain."));
  const { id } = t.bot;
  const refused = await t.preview(live(`botId: "${id}"`) + bot("Be kind."), { expect: "failure" });
  expect(refused.text).toContain(
    `Bot ${id} is the bot that the resource live names by its id, and does not wait for. Write the resource in the place of the id there: ` +
      "bot: ${name} in YAML, bot=name in Python, Bot: name in Go, { bot } in TypeScript.",
  );
  expect(refused.calls).toEqual([]);
  const first = `const first = ${tested.replace("bot.id", `"${id}"`)}`;
  const waiting = bot("Be kind.").replace(" });", " }, { dependsOn: first });");
  const early = await t.preview(first + waiting, { expect: "failure" });
  expect(early.text).toContain("botId: is of no bot that comes before in this run. Write the resource in the place");
  expect(early.text).not.toContain("contentHash");
});

test("and where the bot comes first, but its edit is not done yet", async () => {
  const t = await openScene();
  const other = `const other = new CozeBot("other", { name: "Other" });\n`;
  await t.up(bot("Be plain.") + live("bot") + other);
  const [{ id } = { id: "" }] = t.emulator.bots.filter(({ draft }) => draft.name === "Support");
  t.emulator.fault({ route: UPDATE, kind: { delayMs: 3_000, when: "before" } });
  // `other` is there as soon as the engine has seen it, and after the bot.
  const after = `new CozeBotPublication("live", { botId: "${id}" }, { dependsOn: other });\n`;
  const early = await t.up(bot("Be kind.") + other + after, { expect: "failure" });
  expect(early.text).toContain(
    "nothing was done: the bot is Bot support of this program, which this run changes, and live does not wait for it. " +
      "Write the resource in the place of the id there",
  );
  expect(writesOf(early.log)).toEqual([UPDATE]);
  expect(writesOf((await t.up(bot("Be kind.") + live("bot") + other)).log)).toEqual([PUBLISH]);
});
