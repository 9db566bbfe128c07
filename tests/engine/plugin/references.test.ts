import { CHAT, CREATE, openYaml, PUBLISH, UPDATE, writesOf, type YamlScene } from "./harness";

const bot = (prompt: string) => ({ type: "coze:Bot", properties: { name: "Support", promptInfo: { prompt } } });
const cases = [{ name: "kind", ask: "How are you?", expect: [{ contains: "Be" }] }];
const program = (prompt: string, live: object, tested: object = { bot: "${support}" }) => ({
  resources: {
    support: bot(prompt),
    tested: { type: "coze:BotTest", properties: { ...tested, cases } },
    live: { type: "coze:Publication", properties: live },
  },
  outputs: { published: "${live.promotionHash}", tested: "${tested.testedPromotionHash}" },
});
const REFERENCES = { bot: "${support}", requireTest: "${tested}" };
const hashes = { contentHash: "${support.contentHash}", promotionHash: "${support.promotionHash}" };
/** The inputs of before there were references. */
const FLAT = {
  botId: "${support.id}",
  spaceId: "${support.spaceId}",
  ...hashes,
  requireTest: { botId: "${tested.botId}", testedContentHash: "${tested.testedContentHash}" },
};

describe("a program with references", () => {
  let t: YamlScene;
  beforeAll(async () => {
    t = await openYaml();
  });

  test("tests and publishes the bot, and follows an edit of it in one run", async () => {
    await t.write(program("Be plain.", REFERENCES));
    expect(writesOf((await t.up(undefined, { withPreview: true })).log)).toEqual([CREATE, CHAT, PUBLISH]);
    const { published, tested } = await t.ws.outputs();
    expect(published).toMatch(/^v1:/);
    expect(published).toBe(tested);
    await t.expectSilence();

    await t.write(program("Be kind.", REFERENCES));
    const steps = await t.ws.previewSteps();
    const changed = steps.filter(({ op }) => op === "update").map(({ urn }) => urn.replace(/.*::/, ""));
    expect(changed).toEqual(["support", "tested", "live"]);
    expect(writesOf((await t.up()).log)).toEqual([UPDATE, CHAT, PUBLISH]);
    await t.expectSilence();
  });

  test("moves from and to the inputs of before without a call", async () => {
    const moveTo = async (live: object): Promise<void> => {
      await t.write(program("Be kind.", live, { botId: "${support.id}", ...hashes }));
      await t.expectSilence();
    };
    await moveTo(FLAT);
    expect(writesOf((await t.refresh({ expectNoChanges: true })).log)).toEqual([]);
    for (const live of [REFERENCES, { ...FLAT, requireTest: undefined }, { botId: "${support.id}" }, REFERENCES]) {
      await moveTo(live);
    }
    expect(writesOf((await t.refresh({ expectNoChanges: true })).log)).toEqual([]);
  });

  test("publishes nothing in a run without the bot, and names what is not in the run", async () => {
    await t.write(program("Be brief.", REFERENCES));
    expect((await t.up(undefined, { args: ["--target", "**::live"] })).calls).toEqual([]);
    const more = program("Be kind.", REFERENCES);
    const other = { type: "coze:Publication", properties: { bot: "${other}" } };
    await t.write({ ...more, resources: { ...more.resources, other: bot("Be plain."), more: other } });
    const refused = await t.up(undefined, { args: ["--target", "**::more"], expect: "failure" });
    expect(refused.text).toContain("bot: the resource other has no part in this run");
    expect(refused.calls).toEqual([]);
  });

  test("follows a bot that it names by the output of its id", async () => {
    await t.write(program("Be there.", { botId: "${support.id}" }, { botId: "${support.id}" }));
    // Nothing makes it wait for the test.
    const writes = writesOf((await t.up()).log);
    expect(writes.sort()).toEqual([CHAT, UPDATE, PUBLISH].sort());
    await t.expectSilence();
  });

  test("tests what is live by the publication itself", async () => {
    const { resources } = program("Be there.", { botId: "${support.id}" }, { botId: "${support.id}" });
    const after = { type: "coze:BotTest", properties: { publication: "${live}", cases } };
    await t.write({ resources: { ...resources, after } });
    const { log } = await t.up();
    expect(writesOf(log)).toEqual([CHAT]);
    expect(log.find(({ route }) => route === CHAT)?.body).toMatchObject({ bot_id: t.bot.id });
    await t.expectSilence();
  });

  test("refuses the id in letters of a bot of the program, and says what to write", async () => {
    const { resources } = program("Be here.", { botId: t.bot.id });
    // Without a reference the order is chance. Here the publication is the first.
    const support = { ...resources.support, options: { dependsOn: ["${live}"] } };
    await t.write({ resources: { ...resources, support } });
    const { text, calls } = await t.up(undefined, { expect: "failure" });
    expect(text).toContain("is the bot that the resource live names by its id, and does not wait for");
    expect(calls).toEqual([]);
  });
});
