import { CHAT, CREATE, openScene, PUBLISH, READ, UPDATE, type Scene } from "../../harness/cli/scene";

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

test("a preview makes no chat and says how many there may be; the run tests the draft before it publishes", async () => {
  const { calls, text } = await up("Be kind.", { withPreview: true, diff: true });
  expect(calls).toEqual([CREATE, READ, CHAT, CHAT, READ, READ, PUBLISH, READ]);
  expect(text).toContain(
    "to be tested: 2 cases, up to 2 chats; chats are billed, and the tools that the bot calls act for real",
  );
  const { tested, published } = await t.outputs();
  expect(tested).toMatch(/^v1:/);
  expect(tested).toBe(published);
});

test("--skip-preview does not get past a failed test", async () => {
  const { calls, text } = await up("Be rude.", { expect: "failure" });
  expect(calls).toEqual([UPDATE, READ, CHAT, CHAT, READ]);
  expect(text).toContain("2 of 2 cases failed");
  expect(text).toContain("cases[1] (failed): cases[1].expect[0].contains does not hold; log id ");
  expect(text).toContain("What requires this test does not publish support.");
  expect(livePrompt()).toBe("Be kind.");
});

test("--target gets past neither the failed test of an earlier run nor a test that was left out", async () => {
  const failed = await up(undefined, { expect: "failure", args: target("Publication") });
  expect(failed.text).toContain("requireTest: the test has not passed, and this bot is");
  expect(failed.calls).toEqual([]);
  const untested = await up("Be kind, always.", { expect: "failure", args: target("Bot", "Publication") });
  expect(untested.text).toContain("requireTest: the test has not passed, and this bot is");
  expect(untested.calls).toEqual([UPDATE]);
  expect(livePrompt()).toBe("Be kind.");
});

test("the next run tests again and publishes what passes", async () => {
  expect((await up(undefined)).calls).toEqual([READ, CHAT, CHAT, READ, READ, PUBLISH, READ]);
  expect(livePrompt()).toBe("Be kind, always.");
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
