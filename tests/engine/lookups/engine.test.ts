import { CREATE, LIST, openScene, READ, type Scene } from "../acceptance/harness";

const program = (body: string) => `
  const coze = require("pulumi-coze");
  module.exports = async () => { ${body} };
`;

test("lookups work in previews and in updates; one of a bot that is yet to be made waits for it", async () => {
  const t = await openScene();
  const tested = t.emulator.console.createDraft(t.emulator.spaceId, {
    name: "Tested",
    prompt_info: { prompt: "Tested" },
  });
  const source = program(`
    const tested = await coze.getBot({ botId: "${tested}" });
    const listed = await coze.getBots();
    const clone = new coze.CozeBot("clone", { ...coze.botArgs(tested), name: "Clone" });
    const got = coze.CozeBot.get("tested", "${tested}");
    return {
      prompt: tested.promptInfo.prompt,
      listed: listed.map(({ name }) => name),
      clone: coze.getBotOutput({ botId: clone.id }).promptInfo,
      versions: coze.getBotVersionsOutput({ botId: clone.id }),
      hashes: [tested.contentHash, got.contentHash, tested.promotionHash, got.promotionHash],
    };
  `);
  const preview = await t.preview(source);
  // The draft, the list, and the read of CozeBot.get: nothing about the clone.
  expect(preview.calls.sort()).toEqual([LIST, READ, READ]);
  expect(preview.text).toContain('prompt: "Tested"');

  const up = await t.up();
  expect(up.calls.filter((route) => route === CREATE)).toHaveLength(1);
  const { hashes, ...outputs } = await t.ws.outputs();
  expect(outputs).toEqual({
    prompt: "Tested",
    listed: ["Tested"],
    clone: { prompt: "Tested" },
    versions: [],
  });
  const [content, gotContent, promotion, gotPromotion] = hashes as string[];
  expect([gotContent, gotPromotion]).toEqual([content, promotion]);
  t.later();
  await t.refresh({ args: ["--preview-only"], expectNoChanges: true });
});

// Not patched, as in a user's run: there an exception with a stack is mapped to sources, which takes half a minute.
const asInstalled = { PULUMI_LANGUAGE_NODEJS_RUN_PATH: undefined };
const MISSING = "7000000000000000000";

/** How long the same run takes where nothing is wrong. */
let usualMs: number;
let t: Scene;
beforeAll(async () => {
  t = await openScene();
  usualMs = (await t.preview(program("return {};"), { env: asInstalled })).durationMs;
});

test.each([
  ["an awaited lookup", `await coze.getBot({ botId: "${MISSING}" });`],
  ["an Output twin", `return { bot: coze.getBotOutput({ botId: pulumi.output("${MISSING}") }) };`],
  ["a lookup that nobody waits for", `void coze.getBot({ botId: "${MISSING}" });`],
  ["CozeBot.get", `return { bot: coze.CozeBot.get("missing", "${MISSING}").name };`],
])("%s of a bot that is not there ends the run with Coze's words, no stack, and at once", async (_name, body) => {
  const run = await t.preview(program(body), { expect: "failure", env: asInstalled });
  expect(run.text).toContain(`Coze could not read bot ${MISSING}: it answered 4200`);
  expect(run.output).not.toMatch(/^\s+at .+:\d+/m);
  expect(run.output).not.toContain("unhandled exception");
  expect(run.durationMs).toBeLessThan(2 * usualMs + 20_000);
  expect(run.calls).toEqual([READ]);
});

test("botArgs of tools that Coze has not returned ends the run in the same way", async () => {
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, {
    name: "Tools",
    plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "735" }] },
  });
  t.emulator.set({ quirks: { zeroApiIds: true } });
  const body = `return coze.botArgs(await coze.getBot({ botId: "${botId}" }));`;
  const run = await t.preview(program(body), { expect: "failure", env: asInstalled });
  expect(run.text).toContain("botArgs: plugins: Coze has not returned which tools of plugin 731");
  expect(run.output).not.toMatch(/^\s+at .+:\d+/m);
  expect(run.durationMs).toBeLessThan(2 * usualMs + 20_000);
});
