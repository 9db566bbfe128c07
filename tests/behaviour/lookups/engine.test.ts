import { CREATE, LIST, openScene, READ, type Scene } from "../../harness/engine/scene";

// `tests/engine/lookups/engine` has how the CLI shows them, and lookups that nobody waits for.

const program = (body: string) => `
  const coze = require("pulumi-coze");
  module.exports = async () => { ${body} };
`;

let t: Scene;
let tested: string;
beforeAll(async () => {
  t = await openScene();
  tested = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Tested", prompt_info: { prompt: "Tested" } });
});

test("lookups are made in previews and in updates; one of a bot that is yet to be made waits for it", async () => {
  const source = program(`
    const tested = await coze.getBot({ botId: "${tested}" });
    const listed = await coze.getBots();
    const clone = new coze.CozeBot("clone", { ...coze.botArgs(tested), name: "Clone" });
    const got = coze.CozeBot.get("tested", "${tested}");
    return {
      listed: listed.map(({ name }) => name),
      clone: coze.getBotOutput({ botId: clone.id }).promptInfo,
      versions: coze.getBotVersionsOutput({ botId: clone.id }),
      hashes: [tested.contentHash, got.contentHash, tested.promotionHash, got.promotionHash],
    };
  `);
  // The draft, the list, and the read of CozeBot.get: nothing about the clone.
  expect((await t.preview(source)).calls.sort()).toEqual([LIST, READ, READ]);
  const up = await t.up();
  expect(up.calls.filter((route) => route === CREATE)).toHaveLength(1);
  const { hashes, ...outputs } = t.outputs();
  expect(outputs).toEqual({ listed: ["Tested"], clone: { prompt: "Tested" }, versions: [] });
  const [content, gotContent, promotion, gotPromotion] = hashes as string[];
  expect([gotContent, gotPromotion]).toEqual([content, promotion]);
  t.later();
  await t.refresh({ previewOnly: true, expectNoChanges: true });
});

test("while an instance's settings are unknown its lookups wait in the preview, and a plain one says why it cannot", async () => {
  const by = (lookup: string) =>
    program(`
      const first = new coze.CozeBot("first", { name: "First" });
      const token = pulumi.secret(first.id.apply(() => process.env.COZE_API_TOKEN));
      const provider = new coze.CozeProvider("later", { token, baseUrl: "${t.emulator.url}", spaceId: "${t.emulator.spaceId}" });
      return { name: ${lookup} };
    `);
  const plain = await t.preview(by(`(await coze.getBot({ botId: "${tested}" }, { provider })).name`), {
    expect: "failure",
  });
  expect(plain.text).toContain("The settings of the CozeProvider are not known yet");
  const waiting = by(`coze.getBotOutput({ botId: "${tested}" }, { provider }).name`);
  expect((await t.preview(waiting)).calls).toEqual([]);
  expect((await t.up()).calls).toContain(READ);
  // What is read with a secret token is no secret.
  expect(t.engine.outputs).toEqual({ name: "Tested" });
});

const MISSING = "7000000000000000000";

test.each([
  ["an awaited lookup", `await coze.getBot({ botId: "${MISSING}" });`],
  ["CozeBot.get", `return { bot: coze.CozeBot.get("missing", "${MISSING}").name };`],
])("%s of a bot that is not there ends the run with Coze's words", async (_name, body) => {
  const run = await t.preview(program(body), { expect: "failure" });
  expect(run.text).toContain(`Coze could not read bot ${MISSING}: it answered 4200`);
  expect(run.calls).toEqual([READ]);
});

test("botArgs of tools that Coze has not returned ends the run in the same way", async () => {
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, {
    name: "Tools",
    plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "735" }] },
  });
  t.emulator.set({ quirks: { zeroApiIds: true } });
  const body = `return coze.botArgs(await coze.getBot({ botId: "${botId}" }));`;
  const run = await t.preview(program(body), { expect: "failure" });
  expect(run.text).toContain("botArgs: plugins: Coze has not returned which tools of plugin 731");
});
