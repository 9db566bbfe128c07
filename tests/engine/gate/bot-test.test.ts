import { CHAT, CREATE, openScene, previewOf, PUBLISH, READ, UPDATE, type Scene } from "../../harness/cli/scene";

// `tests/behaviour/acceptance/bot-test` has `--target` after a failed test, and what is live meanwhile.

const SECRETS = { QUESTION: "the secret question?", CUSTOMER: "the secret customer", NAME: "the secret name" };

/** The emulated bot answers with the first line of its prompt, and the question. */
const program = (prompt: string) => `
  const secret = (name) => pulumi.secret(process.env[name]);
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } });
  const tested = new CozeBotTest("support", {
    bot,
    cases: [
      { name: "kind", ask: "Are you kind?", expect: [{ contains: "Be kind" }] },
      {
        name: secret("NAME"),
        ask: secret("QUESTION"),
        customVariables: { customer: secret("CUSTOMER") },
        expect: [{ contains: pulumi.secret("Be kind") }],
      },
    ],
  });
  const live = new CozeBotPublication("support", { bot, requireTest: tested });
  exports.tested = tested.testedContentHash;
  exports.published = live.contentHash;
`;

const target = (...kinds: string[]): string[] =>
  kinds.flatMap((kind) => ["--target", `urn:pulumi:dev::coze::pulumi-nodejs:dynamic/coze:${kind}::support`]);

let t: Scene;
beforeAll(async () => {
  t = await openScene();
});

const livePrompt = (): string | undefined => t.bot.published["1024"]?.config.prompt_info?.prompt;
const printed: string[] = [];

async function up(prompt: string | undefined, options: Parameters<Scene["up"]>[1] = {}) {
  const run = await t.up(prompt && program(prompt), { env: SECRETS, ...options });
  printed.push(run.output);
  return run;
}

test("a preview makes no chat and says how many there may be; a test that fails in the run shuts the gate", async () => {
  const { calls, text } = await up("Be rude.", { withPreview: true, diff: true, expect: "failure" });
  expect(calls).toEqual([CREATE, READ, CHAT, CHAT, READ]);
  expect(previewOf(text)).toContain(
    "to be tested: 2 cases, up to 2 chats; chats are billed, and the tools that the bot calls act for real",
  );
  expect(text).toContain("2 of 2 cases failed");
  expect(text).toContain("cases[1] (failed): cases[1].expect[0].contains does not hold; log id ");
  expect(text).toContain("What requires this test does not publish support.");
  expect(livePrompt()).toBeUndefined();
});

test("--skip-preview and --target do not get past a test that was left out", async () => {
  const untested = await up("Be kind.", { expect: "failure", args: target("Bot", "Publication") });
  expect(untested.text).toContain("requireTest: the test has not passed, and this bot is");
  expect(untested.calls).toEqual([UPDATE]);
  expect(livePrompt()).toBeUndefined();
});

test("the next run tests the draft before it publishes what passes", async () => {
  expect((await up(undefined)).calls).toEqual([READ, CHAT, CHAT, READ, READ, PUBLISH, READ]);
  expect(livePrompt()).toBe("Be kind.");
  const { tested, published } = await t.outputs();
  expect(tested).toMatch(/^v1:/);
  expect(tested).toBe(published);
});

test("secrets of cases are in no output and nowhere in clear in the state", async () => {
  const { "BotTest support": recorded } = await t.resources();
  expect(recorded?.outputs).toMatchObject({ results: [{ name: "kind" }, { name: "cases[1]" }] });
  const state = JSON.stringify(await t.ws.exportState());
  for (const secret of Object.values(SECRETS)) {
    for (const output of printed) expect(output).not.toContain(secret);
    expect(state).not.toContain(secret);
  }
});
