import { CREATE, openScene, PUBLISH, READ, UNPUBLISH, UPDATE } from "../../harness/engine/scene";

// 80 kB: what a failure records travels in the trailers of the provider's answer.
const prompt = "🙂".repeat(20_000);

const program = `
  const bot = new CozeBot("support", {
    name: "Support",
    promptInfo: { prompt: "🙂".repeat(20_000) },
    knowledge: { datasetIds: ["71"], searchStrategy: "hybrid" },
  });
  const live = new CozeBotPublication("support", { bot });
  exports.id = bot.id;
  exports.hash = bot.contentHash;
`;

test.each([{ refreshed: false }, { refreshed: true }])(
  "a bot whose knowledge could not be bound is finished by the next up (refreshed in between: $refreshed)",
  async ({ refreshed }) => {
    const t = await openScene();
    t.emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "no such dataset 71" } });
    const failed = await t.up(program, { expect: "failure" });
    expect(failed.calls).toEqual([CREATE, UPDATE]);
    expect(failed.output).toContain(`Coze could not update bot ${t.bot.id}: it answered 4000 "no such dataset 71"`);

    const { "Bot support": bot, ...others } = t.resources();
    expect(bot).toMatchObject({ id: t.bot.id, initErrors: [expect.stringContaining("no such dataset 71")] });
    expect(bot?.outputs).toMatchObject({ name: "Support", promptInfo: { prompt } });
    expect(bot?.outputs).not.toHaveProperty("knowledge");
    expect(others).toEqual({});

    if (refreshed) expect((await t.refresh()).calls).toEqual([READ]);
    const { calls } = await t.up();
    expect(calls).toEqual([UPDATE, PUBLISH]);
    expect(t.bot.draft).toEqual({
      name: "Support",
      description: "",
      prompt_info: { prompt },
      knowledge: { dataset_ids: ["71"], search_strategy: 1 },
    });
    expect(t.outputs()).toMatchObject({ id: t.bot.id, hash: expect.stringMatching(/^v1:/) as unknown });
    if (refreshed) await t.refresh({ expectNoChanges: true });
    else await t.expectSilence();
  },
);

test("a first publish that fails leaves the bot recorded, and the next up only publishes", async () => {
  const t = await openScene({ emulator: { contentBlockWord: "🙂🙂🙂" } });
  const failed = await t.up(program, { expect: "failure" });
  expect(failed.calls).toEqual([CREATE, UPDATE, PUBLISH]);
  expect(failed.output).toContain("Coze's content check refused the bot");
  expect(Object.keys(t.resources())).toEqual(["Bot support"]);

  t.emulator.set({ contentBlockWord: null });
  expect((await t.up()).calls).toEqual([READ, PUBLISH]);
  expect(t.bot.versions).toHaveLength(1);
  await t.expectSilence();
});

const publication = (prompt: string, connectorIds: string[]) => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } });
  const live = new CozeBotPublication("support", { bot, connectorIds: ${JSON.stringify(connectorIds)} });
  exports.version = live.version;
`;

test.each([{ refreshed: false }, { refreshed: true }])(
  "after a publish whose unpublishing failed, the next up only unpublishes (refreshed in between: $refreshed)",
  async ({ refreshed }) => {
    const t = await openScene();
    await t.up(publication("One", ["1024", "999", "7470000000000000001"]));

    t.emulator.fault({ route: UNPUBLISH, nth: 1, kind: { code: 4000, msg: "not now" } });
    const failed = await t.up(publication("Two", ["1024"]), { expect: "failure" });
    expect(failed.calls).toEqual([UPDATE, PUBLISH, READ, READ, UNPUBLISH, UNPUBLISH]);
    expect(failed.output).toContain(
      `Coze could not unpublish bot ${t.bot.id} from channel 999: it answered 4000 "not now"`,
    );
    expect(Object.keys(t.bot.published).sort()).toEqual(["1024", "999"]);
    const { version } = t.resources()["Publication support"]?.outputs ?? {};
    expect(version).toBe(t.bot.versions[0]?.version);

    if (refreshed) await t.refresh();
    const { log } = await t.up();
    expect(log.map(({ route, body }) => [route, body])).toEqual([
      [READ, undefined],
      [UNPUBLISH, { connector_id: "999" }],
    ]);
    expect(Object.keys(t.bot.published)).toEqual(["1024"]);
    expect(t.bot.versions).toHaveLength(2);
    if (refreshed) await t.refresh({ expectNoChanges: true });
    else await t.expectSilence();
  },
);
