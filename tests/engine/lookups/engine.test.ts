import { CREATE, LIST, openScene, previewOf, READ, VERSIONS, type Scene } from "../../harness/cli/scene";

// `tests/behaviour/lookups` has what they answer, and their errors.

const program = (body: string) => `
  const coze = require("pulumi-coze");
  module.exports = async () => { ${body} };
`;

// Not patched, as in a user's run: there an exception with a stack is mapped to sources.
const asInstalled = { PULUMI_LANGUAGE_NODEJS_RUN_PATH: undefined };
const MISSING = "7000000000000000000";

let t: Scene;
let tested: string;
beforeAll(async () => {
  t = await openScene();
  tested = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Tested", prompt_info: { prompt: "Tested" } });
});

/** A provider whose token is not known before the run. */
const later = () => `
  const first = new coze.CozeBot("first", { name: "First" });
  const token = pulumi.secret(first.id.apply(() => process.env.COZE_API_TOKEN));
  const provider = new coze.CozeProvider("later", { token, baseUrl: "${t.emulator.url}", spaceId: "${t.emulator.spaceId}" });
`;

test("lookups work in previews and in updates; one of a bot or by a provider that is yet to be made waits for it", async () => {
  const source = program(`
    const tested = await coze.getBot({ botId: "${tested}" });
    const listed = await coze.getBots();
    const clone = new coze.CozeBot("clone", { ...coze.botArgs(tested), name: "Clone" });
    const got = coze.CozeBot.get("tested", "${tested}");
    ${later()}
    return {
      prompt: tested.promptInfo.prompt,
      listed: listed.map(({ name }) => name),
      clone: coze.getBotOutput({ botId: clone.id }).promptInfo,
      versions: coze.getBotVersionsOutput({ botId: clone.id }),
      later: coze.getBotOutput({ botId: "${tested}" }, { provider }).name,
      hashes: [tested.contentHash, got.contentHash, tested.promotionHash, got.promotionHash],
    };
  `);
  const { text, calls } = await t.up(source, { withPreview: true, diff: true });
  expect(previewOf(text)).toContain('prompt: "Tested"');
  // In the preview the draft, the list, and the read of CozeBot.get: nothing about the clone, nor by the provider.
  const update = [CREATE, CREATE, LIST, READ, READ, READ, READ, VERSIONS];
  expect(calls.sort()).toEqual([LIST, READ, READ, ...update].sort());

  const { hashes, ...outputs } = await t.outputs();
  expect(outputs).toEqual({
    prompt: "Tested",
    listed: ["Tested"],
    clone: { prompt: "Tested" },
    versions: [],
    // What is read with a secret token is no secret.
    later: "Tested",
  });
  expect(JSON.stringify((await t.ws.exportState()).deployment.resources?.[0]?.outputs)).toContain('"later":"Tested"');
  const [content, gotContent, promotion, gotPromotion] = hashes as string[];
  expect([gotContent, gotPromotion]).toEqual([content, promotion]);
});

test.each([
  ["an Output twin", `return { bot: coze.getBotOutput({ botId: pulumi.output("${MISSING}") }) };`],
  ["a lookup that nobody waits for", `void coze.getBot({ botId: "${MISSING}" });`],
])("%s of a bot that is not there ends the run with Coze's words, and no stack", async (_name, body) => {
  const run = await t.preview(program(body), { expect: "failure", env: asInstalled });
  expect(run.text).toContain(`Coze could not read bot ${MISSING}: it answered 4200`);
  expect(run.output).not.toMatch(/^\s+at .+:\d+/m);
  expect(run.output).not.toContain("unhandled exception");
  expect(run.calls).toEqual([READ]);
});

test("a plain lookup by a provider whose settings are unknown ends the run in the same way, and says why it cannot", async () => {
  const fresh = later().replaceAll("first", "second");
  const run = await t.preview(program(`${fresh} await coze.getBot({ botId: "${tested}" }, { provider });`), {
    expect: "failure",
    env: asInstalled,
  });
  expect(run.text).toContain("The settings of the CozeProvider are not known yet");
  expect(run.output).not.toMatch(/^\s+at .+:\d+/m);
  expect(run.calls).toEqual([]);
});
