import { CREATE, openScene, PUBLISH, READ, LIST, writesOf, UNPUBLISH } from "../../harness/engine/scene";

const program = (publication: string, connectorIds = ["1024", "999"]) => `
  const bot = new CozeBot("support", { name: "Support" });
  const live = new CozeBotPublication("${publication}", { bot, connectorIds: ${JSON.stringify(connectorIds)} });
  exports.version = live.version;
`;

test("a renamed publication stays on the channels that both names have", async () => {
  const t = await openScene();
  await t.up(program("old"));
  const renamed = await t.up(program("new", ["1024"]));
  expect(renamed.calls).toEqual([READ, PUBLISH, READ, UNPUBLISH]);
  expect(renamed.log[3]?.body).toEqual({ connector_id: "999" });
  expect(Object.keys(t.bot.published)).toEqual(["1024"]);
  expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Publication new"]);
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });

  const urn = "urn:pulumi:dev::coze::pulumi-nodejs:dynamic/coze:Publication::new";
  const replaced = await t.up(undefined, { replace: [urn] });
  expect(replaced.calls).toEqual([READ, PUBLISH]);
  expect(Object.keys(t.bot.published)).toEqual(["1024"]);
  expect(t.outputs()).toEqual({ version: t.bot.versions[0]?.version });
  await t.expectSilence();
});

test("an adopted bot that is replaced by itself is neither archived nor given up", async () => {
  const t = await openScene();
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Support" });
  const adopted = (more: string) => `
    new CozeBot("support", { name: "Support", botId: "${botId}", deletionPolicy: "archive" }, { ${more} });
  `;
  await t.up(adopted(""));
  const { draft } = t.bot;
  const urn = "urn:pulumi:dev::coze::pulumi-nodejs:dynamic/coze:Bot::support";
  const replaced = await t.up(undefined, { replace: [urn] });
  // Into a component, without an alias and with the name that it had.
  const moved = await t.up(`
    const parent = new pulumi.ComponentResource("my:Team", "team", {});
    ${adopted("parent")}
  `);
  for (const { log, output } of [replaced, moved]) {
    expect(writesOf(log)).toEqual([]);
    expect(output).toContain(`coze:Bot support (bot ${botId}): left alone: the resource support manages it`);
    expect(output).not.toContain("Delete it in the console");
    expect(t.bot.draft).toEqual(draft);
  }
  await t.expectSilence();
});

test("a bot that was renamed with an alias is archived by the name that it has now", async () => {
  const t = await openScene();
  const named = (resource: string, opts: string, spaceId = t.emulator.spaceId) => `
    new CozeBot("${resource}", { name: "Support", spaceId: "${spaceId}", deletionPolicy: "archive" }, { ${opts} });
  `;
  await t.up(named("old", ""));
  const { id } = t.bot;
  const aliased = 'aliases: [{ name: "old" }]';
  await t.expectSilence(named("new", aliased));
  const { output } = await t.up(named("new", aliased, t.emulator.otherSpaceId));
  expect(t.emulator.bots.find((bot) => bot.id === id)?.draft.name).toBe("del-Support");
  expect(output).toContain("Coze has no call that deletes a bot: its draft was renamed and is kept");
  await t.expectSilence();
});

test("a renamed bot that adopts itself is not archived under its old name", async () => {
  const t = await openScene();
  const named = (resource: string, botId?: string) => `
    const args = ${JSON.stringify({ name: "Support", botId, deletionPolicy: "archive" })};
    new CozeBot("${resource}", args);
  `;
  expect((await t.up(named("old"))).calls).toEqual([CREATE]);
  const { id, draft } = t.bot;
  const { log, output } = await t.up(named("new", id));
  expect(writesOf(log)).toEqual([]);
  expect(log.map(({ route }) => route).every((route) => route === READ || route === LIST)).toBe(true);
  expect(output).toContain(`coze:Bot old (bot ${id}): left alone: the resource new manages it`);
  expect(t.bot.draft).toEqual(draft);
  await t.expectSilence();
});
