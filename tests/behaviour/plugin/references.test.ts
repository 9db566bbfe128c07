import { urnOf } from "../../harness/engine/names";
import { CHAT, CREATE, openScene, PUBLISH, UPDATE, writesOf, type Scene } from "../../harness/engine/scene";
import { yamlProgram } from "../../harness/engine/yaml-program";
import { botOf, CASES as cases, FLAT, HASHES, REFERENCES, referring } from "./references-program";

// `tests/engine/plugin/references` has how the engine hands references over, and `contract/plugin/references` what is refused.

const program = (...given: Parameters<typeof referring>) => yamlProgram(referring(...given));

let t: Scene;
beforeEach(async () => {
  t = await openScene();
});

const expectCleanRefresh = async (): Promise<void> => {
  expect(writesOf((await t.refresh({ expectNoChanges: true })).log)).toEqual([]);
};

test("a program with references tests and publishes the bot, and follows an edit of it in one run", async () => {
  const made = await t.up(program("Be plain.", REFERENCES), { withPreview: true });
  expect(writesOf(made.log)).toEqual([CREATE, CHAT, PUBLISH]);
  const { published, tested } = t.outputs();
  expect(published).toMatch(/^v1:/);
  expect(published).toBe(tested);
  await t.expectSilence();

  const preview = await t.preview(program("Be kind.", REFERENCES));
  expect(preview.ops).toMatchObject({
    "Bot support": "update",
    "BotTest tested": "update",
    "Publication live": "update",
  });
  expect(writesOf((await t.up()).log)).toEqual([UPDATE, CHAT, PUBLISH]);
  await t.expectSilence();
});

test("it moves from and to the inputs of before without a call", async () => {
  await t.up(program("Be kind.", REFERENCES));
  const moveTo = (live: object): Promise<void> =>
    t.expectSilence(program("Be kind.", live, { botId: "${support.id}", ...HASHES }));
  await moveTo(FLAT);
  await expectCleanRefresh();
  for (const live of [REFERENCES, { ...FLAT, requireTest: undefined }, { botId: "${support.id}" }, REFERENCES]) {
    await moveTo(live);
  }
  await expectCleanRefresh();
});

test("a run without the bot publishes nothing", async () => {
  await t.up(program("Be kind.", REFERENCES));
  const targets = [urnOf("coze:index:Publication", "live")];
  expect((await t.up(program("Be brief.", REFERENCES), { targets })).calls).toEqual([]);
});

test("a publication and a test follow a bot that they name by the output of its id", async () => {
  const byId = { botId: "${support.id}" };
  await t.up(program("Be kind.", REFERENCES));
  const writes = writesOf((await t.up(program("Be there.", byId, byId))).log);
  expect(writes.sort()).toEqual([CHAT, UPDATE, PUBLISH].sort());
  await t.expectSilence();
});

test("what is live is tested by the publication itself", async () => {
  await t.up(program("Be there.", REFERENCES));
  const { resources } = referring("Be there.", REFERENCES);
  const after = { type: "coze:BotTest", properties: { publication: "${live}", cases } };
  const { log } = await t.up(yamlProgram({ resources: { ...resources, after } }));
  expect(writesOf(log)).toEqual([CHAT]);
  expect(log.find(({ route }) => route === CHAT)?.body).toMatchObject({ bot_id: t.bot.id });
  await t.expectSilence();
});

test("the id in letters of a bot of the program is refused, and the error says what to write", async () => {
  await t.up(program("Be there.", REFERENCES));
  // Here the publication is the first.
  const support = { ...botOf("Be here."), options: { dependsOn: ["${live}"] } };
  const live = { type: "coze:Publication", properties: { botId: t.bot.id } };
  const { text, calls } = await t.up(yamlProgram({ resources: { live, support } }), { expect: "failure" });
  expect(text).toContain("is the bot that the resource live names by its id, and does not wait for");
  expect(calls).toEqual([]);
});
