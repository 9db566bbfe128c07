import { CREATE, openScene, PUBLISH, READ, LIST, writesOf, UNPUBLISH } from "./harness";

const program = (publication: string, connectorIds = ["1024", "999"]) => `
  const bot = new CozeBot("support", { name: "Support" });
  const live = new CozeBotPublication("${publication}", { bot, connectorIds: ${JSON.stringify(connectorIds)} });
  exports.version = live.version;
`;

test("a renamed publication stays on the channels that both names have", async () => {
  const t = await openScene();
  await t.up(program("old"));
  const renamed = await t.up(program("new", ["1024"]));
  expect(renamed.calls).toEqual([PUBLISH, UNPUBLISH]);
  expect(renamed.log[1]?.body).toEqual({ connector_id: "999" });
  expect(Object.keys(t.bot.published)).toEqual(["1024"]);
  expect(Object.keys(await t.resources()).sort()).toEqual(["Bot support", "Publication new"]);
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });

  const urn = "urn:pulumi:dev::coze::pulumi-nodejs:dynamic/coze:Publication::new";
  const replaced = await t.up(undefined, { args: ["--replace", urn] });
  expect(replaced.calls).toEqual([PUBLISH]);
  expect(Object.keys(t.bot.published)).toEqual(["1024"]);
  expect(await t.ws.outputs()).toEqual({ version: t.bot.versions[0]?.version });
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
