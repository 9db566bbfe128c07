import { CHAT, DELETE_DATASET, openScene, PUBLISH, UPDATE, writesOf } from "../../harness/engine/scene";

const ASKED = '[{ name: "kind", ask: "Are you kind?", expect: [{ contains: "Be kind" }] }]';
const program = (prompt: string, triggers = 1): string => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } });
  const tested = new CozeBotTest("support", { bot, cases: ${ASKED} });
  new CozeBotPublication("support", { bot, requireTest: tested, triggers: ${triggers} });
`;
const edited = { prompt_info: { prompt: "Be kind, says the console." } };

test("a draft that was edited in the console is not tested, so content that has failed its test never goes live", async () => {
  const t = await openScene();
  await t.up(program("Be kind."));
  await t.up(program("Be rude."), { expect: "failure" });
  t.emulator.console.editDraft(t.bot.id, edited);
  t.later();
  const stopped = await t.up(undefined, { expect: "failure" });
  expect(stopped.text).toContain("so it is not tested: it differs in promptInfo.prompt");
  expect(writesOf(stopped.log)).toEqual([]);
  await t.refresh();
  expect(writesOf((await t.up(undefined, { expect: "failure" })).log)).toEqual([UPDATE, CHAT]);
  expect(t.bot.versions).toHaveLength(1);
});

test("what the program does not declare was tested, too: edited since, it is not published before it is tested again", async () => {
  const t = await openScene();
  const asked = ASKED.replace('contains: "Be kind"', 'notContains: "rude"');
  const bare = (triggers: number, retested = 1): string => `
    const bot = new CozeBot("support", { name: "Support" });
    const tested = new CozeBotTest("support", { bot, cases: ${asked}, triggers: ${retested} });
    new CozeBotPublication("support", { bot, requireTest: tested, triggers: ${triggers} });
  `;
  const { console: site } = t.emulator;
  await t.up(bare(1));
  site.editDraft(t.bot.id, { prompt_info: { prompt: "Be rude." } });
  const stopped = await t.up(bare(2), { expect: "failure" });
  expect(stopped.text).toContain(
    "in a field that the program does not declare, as after an edit in the console. Change `triggers` of",
  );
  expect(writesOf(stopped.log)).toEqual([]);
  expect(writesOf((await t.up(bare(2, 2), { expect: "failure" })).log)).toEqual([CHAT]);
  site.editDraft(t.bot.id, { prompt_info: { prompt: "Be calm." } });
  expect(writesOf((await t.up()).log)).toEqual([CHAT, PUBLISH]);

  // Between the look and the publish.
  const leave = t.emulator.on("begin", ({ route }) => {
    if (route === PUBLISH) site.editDraft(t.bot.id, { prompt_info: { prompt: "Be rude." } });
  });
  const raced = await t.up(bare(3, 2), { expect: "failure" });
  leave();
  expect(raced.text).toContain("it differs in promptInfo.prompt. Somebody has edited the draft while it was published");
  expect((await t.up(bare(3, 2), { expect: "failure" })).text).toContain("Change `triggers` of the CozeBotTest");
});

test("a version that is adopted and is not the declared content opens no gate of another stack", async () => {
  const t = await openScene();
  const bot = 'const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "Be kind." } });';
  await t.up(bot);
  t.emulator.console.editDraft(t.bot.id, { prompt_info: { prompt: "Be rude." } });
  const version = t.emulator.console.publish(t.bot.id, ["1024"]);
  const { text } = await t.up(`${bot}
    exports.hash = new CozeBotPublication("support", { bot, adoptVersion: "${version}" }).promotionHash;
  `);
  expect(text).toContain("the version that is adopted is not the declared content");
  expect(t.outputs()).toEqual({ hash: "" });
});

test("a knowledge base that leaves the program stays while a document of it is declared by its id", async () => {
  const t = await openScene();
  const document = (args: string): string =>
    `new CozeDocument("hours", { ${args}, name: "hours.txt", source: new pulumi.asset.StringAsset("On weekdays.") });`;
  await t.up(`const faq = new CozeDataset("faq", { name: "FAQ" }); ${document("dataset: faq")}`);
  const [base] = t.emulator.knowledge.datasets;
  const stopped = await t.up(document(`datasetId: "${base?.id ?? ""}"`), { expect: "failure" });
  expect(stopped.text).toContain("is not deleted: hours of this program uses it by its id");
  expect(stopped.calls).not.toContain(DELETE_DATASET);
  expect(t.documentNamed("hours.txt").name).toBe("hours.txt");
});
