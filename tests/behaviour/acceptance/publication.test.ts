import { about, callsOf, openScene, PUBLISH, READ, UNPUBLISH, UPDATE } from "../../harness/engine/scene";

const CUSTOM = "7470000000000000001";

/** Each is a bot of its own: its publication's inputs before and after, and what the change calls. */
const cases: { name: string; before: object; after: object; calls: string[]; channels: string[] }[] = [
  { name: "Default", before: {}, after: { connectorIds: ["1024"] }, calls: [], channels: ["1024"] },
  {
    name: "Added",
    before: {},
    after: { connectorIds: ["1024", "999"] },
    calls: [READ, PUBLISH],
    channels: ["1024", "999"],
  },
  {
    name: "Left",
    before: { connectorIds: ["1024", "999"] },
    after: { connectorIds: ["1024"], unpublishReason: "no longer" },
    calls: [READ, UNPUBLISH],
    channels: ["1024"],
  },
  {
    name: "Swapped",
    before: { connectorIds: ["1024"] },
    after: { connectorIds: ["999"] },
    calls: [READ, PUBLISH, READ, UNPUBLISH],
    channels: ["999"],
  },
  {
    name: "Same text",
    before: { connectors: { [CUSTOM]: { list: [1, 2], text: "t" } } },
    after: { connectors: { [CUSTOM]: { text: "t", list: "[1,2]" } } },
    calls: [],
    channels: ["1024", CUSTOM],
  },
  {
    name: "Other text",
    before: { connectors: { [CUSTOM]: { list: [1, 2] } } },
    after: { connectors: { [CUSTOM]: { list: [2, 1] } } },
    calls: [READ, PUBLISH],
    channels: ["1024", CUSTOM],
  },
  { name: "Trigger", before: {}, after: { triggers: { build: 7 } }, calls: [READ, PUBLISH], channels: ["1024"] },
  { name: "Other", before: { triggers: [1] }, after: { triggers: [2] }, calls: [READ, PUBLISH], channels: ["1024"] },
  { name: "No trigger", before: { triggers: [1] }, after: {}, calls: [READ, PUBLISH], channels: ["1024"] },
  {
    name: "Delete",
    before: { unpublishReason: "one" },
    after: { unpublishReason: "two", unpublishOnDelete: false },
    calls: [],
    channels: ["1024"],
  },
];

const program = (step: "before" | "after") => `
  for (const [name, args] of ${JSON.stringify(cases.map((one) => [one.name, one[step]]))}) {
    const bot = new CozeBot(name, { name });
    const live = new CozeBotPublication(name, { bot, ...args });
    exports[name] = { version: live.version, channels: live.connectorIds };
  }
`;

test("each input of a publication moves it as it should, and no further", async () => {
  const t = await openScene();
  const made = await t.up(program("before"));
  const swapped = t.botNamed("Swapped").id;
  for (const { name } of cases) expect(callsOf(about(made.log, t.botNamed(name).id))).toEqual([PUBLISH]);
  const [first] = about(made.log, t.botNamed("Same text").id);
  expect(first?.body).toMatchObject({
    connector_ids: ["1024", CUSTOM],
    connectors: { [CUSTOM]: { list: "[1,2]", text: "t" } },
  });

  const { log } = await t.up(program("after"));
  const outputs = t.outputs();
  for (const { name, calls, channels } of cases) {
    const bot = t.botNamed(name);
    expect([name, ...callsOf(about(log, bot.id))]).toEqual([name, ...calls]);
    expect([name, ...Object.keys(bot.published).sort()]).toEqual([name, ...channels]);
    expect(outputs).toMatchObject({ [name]: { version: bot.versions[0]?.version } });
  }
  expect(log).toHaveLength(cases.flatMap(({ calls }) => calls).length);
  expect(about(log, swapped).map(({ body }) => body)).toEqual([
    undefined,
    { bot_id: swapped, connector_ids: ["999"] },
    undefined,
    { connector_id: "1024" },
  ]);
  const [, left] = about(log, t.botNamed("Left").id);
  expect(left?.body).toEqual({ connector_id: "999", unpublish_reason: "no longer" });
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();
});

test("a publication of a bot by its id publishes when the given hash changes", async () => {
  const t = await openScene();
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Elsewhere" });
  const elsewhere = (args: Record<string, unknown>) =>
    `exports.version = new CozeBotPublication("elsewhere", ${JSON.stringify({ botId, ...args })}).version;`;

  const created = await t.up(elsewhere({ contentHash: "v1:a" }));
  // An id from elsewhere has to be seen in its space once, or its absence would mean nothing later.
  expect(created.log.map(({ path, query }) => [path, query.publish_status])).toEqual([
    ["/v1/bots", "all"],
    ["/v1/bot/publish", undefined],
  ]);
  await t.expectSilence(elsewhere({ contentHash: "v1:a" }));
  expect((await t.up(elsewhere({ contentHash: "v1:b" }))).calls).toEqual([PUBLISH]);
  await t.refresh({ expectNoChanges: true });
  await t.expectSilence();

  const other = t.emulator.console.createDraft(t.emulator.otherSpaceId, { name: "Other" });
  const failed = await t.up(elsewhere({ botId: other }), { expect: "failure" });
  expect(failed.output).toContain(`Bot ${other} cannot be published: it is not in workspace ${t.emulator.spaceId}`);
  expect(failed.calls).not.toContain(PUBLISH);
  expect(failed.calls).not.toContain(UNPUBLISH);

  // Another bot replaces the publication: it is live before the first one is released.
  const moved = await t.up(elsewhere({ botId: other, spaceId: t.emulator.otherSpaceId }));
  expect(moved.calls.filter((route) => route.startsWith("POST"))).toEqual([PUBLISH, UNPUBLISH]);
  expect(t.emulator.bots.map(({ published }) => Object.keys(published))).toEqual([[], ["1024"]]);
});

test("adoptVersion takes over what is live, and fails where something else is", async () => {
  const t = await openScene();
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, {
    name: "Adopted",
    prompt_info: { prompt: "Live" },
  });
  const older = t.emulator.console.publish(botId, ["1024", "999"]);
  const version = t.emulator.console.publish(botId, ["1024"]);
  const adopting = (adoptVersion: string, connectorIds: string[], prompt = "Live") => `
    const bot = new CozeBot("adopted", { botId: "${botId}", name: "Adopted", promptInfo: { prompt: "${prompt}" } });
    const live = new CozeBotPublication("adopted", { bot, connectorIds: ${JSON.stringify(connectorIds)}, adoptVersion: "${adoptVersion}" });
    exports.version = live.version;
  `;
  const failed = await t.up(adopting(version, ["1024", "999", CUSTOM]), { expect: "failure" });
  expect(failed.output).toContain(
    `Version ${version} of bot ${botId} cannot be adopted: channel 999 has ${older}, channel ${CUSTOM} has no version.`,
  );
  const adopted = await t.up(adopting(version, ["1024"]));
  expect([...failed.calls, ...adopted.calls].filter((route) => route.startsWith("POST"))).toEqual([]);
  expect(t.outputs()).toEqual({ version });
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });

  // Ignored from then on: an edit publishes as ever.
  const edited = await t.up(adopting(older, ["1024"], "Edited"));
  expect(edited.calls).toEqual([UPDATE, PUBLISH]);
  await t.expectSilence();
});
