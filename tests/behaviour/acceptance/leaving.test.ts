import { openScene, READ, UNPUBLISH, writesOf } from "../../harness/engine/scene";

const on = (...channels: string[]) => `
  const bot = new CozeBot("support", { name: "Support" });
  new CozeBotPublication("support", { bot, connectorIds: ${JSON.stringify(channels)} });
`;

const published = async () => {
  const t = await openScene();
  await t.up(on("999", "1024"));
  t.later();
  return t;
};

test("a destroy that is refused on one channel takes the bot off none", async () => {
  const t = await published();
  const version = t.emulator.console.publish(t.bot.id, ["1024"]);
  const refused = await t.destroy({ expect: "failure" });
  expect(writesOf(refused.log)).toEqual([]);
  expect(refused.text).toContain(`Bot ${t.bot.id} stays on channel 1024: version ${version} is live there`);
  expect(refused.text).toContain("run `pulumi refresh` first, then this again");
  expect(Object.keys(t.bot.published).sort()).toEqual(["1024", "999"]);

  await t.refresh();
  await t.destroy();
  expect(t.bot.published).toEqual({});
});

test("a destroy takes the bot off no channel where one cannot be read", async () => {
  const t = await published();
  t.emulator.fault({ route: READ, callIndex: 1, kind: { code: 4101 } });
  const refused = await t.destroy({ expect: "failure" });
  expect(refused.calls).toEqual([READ, READ]);
  expect(Object.keys(t.bot.published).sort()).toEqual(["1024", "999"]);
  await t.destroy();
  expect(t.bot.published).toEqual({});
});

test("a destroy that fails half-way names the channels that are off, and after a refresh the next up tells the truth", async () => {
  const t = await published();
  t.emulator.fault({ route: UNPUBLISH, callIndex: 3, kind: { code: 4101 } });
  const failed = await t.destroy({ expect: "failure" });
  expect(failed.calls).toEqual([READ, READ, UNPUBLISH, UNPUBLISH]);
  expect(failed.text).toContain(
    `Bot ${t.bot.id} is off channel 999 by now, which the state does not have: run \`pulumi refresh\` before the next \`pulumi up\`.`,
  );
  expect(Object.keys(t.bot.published)).toEqual(["1024"]);
  const { changes } = await t.refresh();
  expect(Object.keys(changes["Publication support"] ?? {})).toContain("connectorIds");
  await t.up();
  expect(Object.keys(t.bot.published).sort()).toEqual(["1024", "999"]);
});

test("a channel that is refused to leave has the two commands that take the bot off it", async () => {
  const t = await published();
  const version = t.emulator.console.publish(t.bot.id, ["999"]);
  const refused = await t.up(on("1024"), { expect: "failure" });
  expect(refused.text).toContain("the bot is taken off channel 999, which connectorIds does not have");
  expect(refused.text).toContain(`Bot ${t.bot.id} stays on channel 999: version ${version} is live there`);
  expect(refused.text).toContain("run `pulumi refresh`, then `pulumi up`");
  expect(refused.text).not.toContain("pulumi state delete");

  await t.refresh();
  expect(writesOf((await t.up()).log)).toEqual([UNPUBLISH]);
  expect(Object.keys(t.bot.published)).toEqual(["1024"]);
  await t.expectSilence();
});

test("an adoption names the channels that stay as they are, and takes nothing off them", async () => {
  const t = await openScene();
  const id = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Live" });
  const version = t.emulator.console.publish(id, ["1024", "999"]);
  const program = (rest: object) => `
    const bot = new CozeBot("live", { name: "Live", botId: "${id}" });
    new CozeBotPublication("live", { bot, connectorIds: ["API"], ...${JSON.stringify(rest)} });
  `;
  const kept = `version ${version} is live on channel 999, too, which connectorIds does not have: it stays there as it is`;
  const up = await t.up(program({ adoptVersion: version }));
  expect(up.text).toContain(kept);
  expect(writesOf(up.log)).toEqual([]);
  expect((await t.up(program({ triggers: [1] }))).text).not.toContain(kept);
  expect(t.bot.published["999"]?.version).toBe(version);
  expect(t.bot.published["1024"]?.version).not.toBe(version);
  expect(t.resources()["Publication live"]?.outputs).toMatchObject({ connectorIds: ["1024"] });
});
