import {
  about,
  callsOf,
  CREATE,
  LIST,
  openScene,
  PUBLISH,
  READ,
  UNPUBLISH,
  writesOf,
} from "../../harness/engine/scene";
import type { BotView } from "../../../emulator";

test("a channel that the bot could not be taken off is not forgotten when all others were switched off outside", async () => {
  const t = await openScene();
  const on = (channel: string) => `
    const bot = new CozeBot("support", { name: "Support" });
    new CozeBotPublication("support", { bot, connectorIds: ["${channel}"] });
  `;
  await t.up(on("1024"));
  t.emulator.fault({ route: UNPUBLISH, kind: { code: 4000, msg: "not now" } });
  await t.up(on("999"), { expect: "failure" });
  t.emulator.console.unpublish(t.bot.id, "999");
  t.later();
  const { changes } = await t.refresh();
  // The inputs of an update that was not finished are not recorded.
  expect(changes["Publication support"]).toMatchObject({ connectorIds: [["1024"], []] });
  expect(Object.keys(t.resources())).toContain("Publication support");
  expect((await t.up()).calls).toEqual([READ, PUBLISH, READ, UNPUBLISH]);
  expect(Object.keys(t.bot.published)).toEqual(["999"]);
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });
});

const program = (byId: string) => `
  exports["By id"] = new CozeBotPublication("By id", { botId: "${byId}", connectorIds: ["1024", "999"] }).version;
  for (const name of ["Published", "Partly off", "Off", "Untouched"]) {
    const bot = new CozeBot(name, { name });
    exports[name] = new CozeBotPublication(name, { bot, connectorIds: ["1024", "999"] }).version;
  }
`;

test("what was published or switched off outside is told in words, and repaired by one publish each", async () => {
  const t = await openScene();
  // Without a content hash only the version tells.
  const byId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "By id" });
  const made = await t.up(program(byId));
  expect(writesOf(made.log).sort()).toEqual([...Array<string>(4).fill(CREATE), ...Array<string>(5).fill(PUBLISH)]);
  t.later();

  const [published, partly, off, untouched] = ["Published", "Partly off", "Off", "Untouched"].map((name) =>
    t.botNamed(name),
  ) as [BotView, BotView, BotView, BotView];
  t.emulator.console.editDraft(published.id, { description: "From the console" });
  const version = t.emulator.console.publish(published.id, ["1024"]);
  const versionById = t.emulator.console.publish(byId, ["1024"]);
  t.emulator.console.unpublish(partly.id, "999");
  for (const channel of ["1024", "999"]) t.emulator.console.unpublish(off.id, channel);

  const refresh = await t.refresh();
  // One listing of the channel does for all publications of the space, and one more for those that are not in it.
  expect(refresh.calls.filter((route) => route === LIST)).toHaveLength(2);
  expect(refresh.calls.filter((route) => route !== LIST && route !== READ)).toEqual([]);
  const foreign = `published outside as ${version}`;
  const hash = expect.stringMatching(/^v1:[0-9a-f]{64}$/) as unknown;
  expect(refresh.changes["Publication Published"]).toMatchObject({ contentHash: [hash, foreign] });
  const isForeign = [undefined, `published outside as ${versionById}`];
  expect(refresh.changes["Publication By id"]).toMatchObject({ contentHash: isForeign });
  expect(refresh.changes["Publication Partly off"]).toEqual({ connectorIds: [["1024", "999"], ["1024"]] });
  expect(
    Object.values(refresh.ops)
      .filter((op) => op !== "same")
      .sort(),
  ).toEqual(["delete", "update", "update", "update"]);
  const resources = t.resources();
  expect(Object.keys(resources)).not.toContain("Publication Off");
  expect(resources["Publication Published"]?.outputs).toMatchObject({ version });

  const up = await t.up();
  expect(up.changes["Publication Published"]).toMatchObject({ contentHash: [foreign, hash] });
  expect(up.changes["Publication Partly off"]).toEqual({ connectorIds: [["1024"], ["1024", "999"]] });
  expect(up.calls.filter((call) => call === PUBLISH)).toHaveLength(4);
  expect(up.calls).toHaveLength(7);
  // The draft of a bot of the program is read first.
  for (const id of [published.id, partly.id, off.id]) expect(callsOf(about(up.log, id))).toEqual([READ, PUBLISH]);
  expect(callsOf(about(up.log, byId))).toEqual([PUBLISH]);
  const outputs = t.outputs();
  for (const { draft, versions, published: channels } of t.emulator.bots) {
    const newest = versions[0]?.version;
    expect([channels["1024"]?.version, channels["999"]?.version]).toEqual([newest, newest]);
    expect(outputs[draft.name]).toBe(newest);
  }
  expect(t.botNamed("Untouched")).toEqual(untouched);
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });
});
