import { urnOf } from "../../harness/engine/names";
import { CHAT, CREATE, openScene, PUBLISH, UNPUBLISH, UPDATE, writesOf } from "../../harness/engine/scene";
import { SIGNATURE } from "../../harness/marks";

/** The emulated bot answers with the first line of its prompt, and the question. */
const kind = (question = '"Are you kind?"') => `{ name: "kind", ask: ${question}, expect: [{ contains: "Be kind" }] }`;

const program = ({ prompt = "Be kind.", bot = "", cases = kind() }) => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" }, ${bot} });
  const tested = new CozeBotTest("support", { bot, cases: [${cases}] });
  const live = new CozeBotPublication("support", { bot, requireTest: tested });
`;

test("a bot that is replaced is tested before the new one is published and the old one taken off", async () => {
  const t = await openScene();
  const { emulator } = t;
  await t.up(program({}));
  const old = t.bot.id;
  const elsewhere = `spaceId: "${emulator.otherSpaceId}"`;

  const failed = await t.up(program({ prompt: "Be rude.", bot: elsewhere }), { expect: "failure" });
  expect(writesOf(failed.log)).toEqual([CREATE, CHAT]);
  const live = () => emulator.bots.filter(({ published }) => published["1024"]).map(({ id }) => id);
  expect(live()).toEqual([old]);

  const mended = await t.up(program({ bot: elsewhere }));
  expect(mended.ops).toMatchObject({ "BotTest support": "update", "Publication support": "delete-replaced" });
  expect(writesOf(mended.log)).toEqual([UPDATE, CHAT, PUBLISH, UNPUBLISH]);
  expect(live()).toEqual(emulator.bots.map(({ id }) => id).filter((id) => id !== old));
  await t.expectSilence();
});

test("`--target` gets past neither the failed test of an earlier run nor a test that was left out, and the next run tests again", async () => {
  const t = await openScene();
  const targets = (...kinds: string[]) => kinds.map((one) => urnOf(`pulumi-nodejs:dynamic/coze:${one}`, "support"));
  const livePrompt = () => t.bot.published["1024"]?.config.prompt_info?.prompt;
  await t.up(program({}));
  await t.up(program({ prompt: "Be rude." }), { expect: "failure" });
  const failed = await t.up(undefined, { expect: "failure", targets: targets("Publication") });
  expect(failed.text).toContain("requireTest: the test has not passed, and this bot is");
  expect(failed.calls).toEqual([]);
  const always = program({ prompt: "Be kind, always." });
  const untested = await t.up(always, { expect: "failure", targets: targets("Bot", "Publication") });
  expect(untested.text).toContain("requireTest: the test has not passed, and this bot is");
  expect(untested.calls).toEqual([UPDATE]);
  expect(livePrompt()).toBe("Be kind.");
  expect(writesOf((await t.up()).log)).toEqual([CHAT, PUBLISH]);
  expect(livePrompt()).toBe("Be kind, always.");
});

test("a case that is not known before the run is tested in it, and the gate waits for it", async () => {
  const t = await openScene();
  const other = 'const other = new CozeBot("other", { name: "Other" });';
  const unknown = other + program({ cases: kind("pulumi.interpolate`Is ${other.id} kind?`") });
  const preview = await t.preview(unknown);
  expect(preview.calls).toEqual([]);
  expect(preview.text).toContain("to be tested: 1 case, up to 1 chat");
  await t.up(unknown);
  const { id } = t.botNamed("Other");
  expect(t.emulator.chat.chats.map(({ question }) => question)).toEqual([`Is ${id} kind?`]);
  await t.expectSilence();

  const unknownAndWrong = unknown.replace('"Be kind"', '"Be rude"');
  const failed = await t.up(unknownAndWrong, { expect: "failure" });
  expect(failed.text).toContain("cases[0].expect[0].contains");
  expect(t.botNamed("Support").versions).toHaveLength(1);
});

test("a publication accepts the test of its own bot and no other", async () => {
  const t = await openScene();
  const pair = (name: string, test: string) => `
    new CozeBotPublication("${name}", { bot: bots.${name}, requireTest: tests.${test} });`;
  const two = (...publications: string[]) => `
    const bots = {}, tests = {};
    for (const name of ["a", "b"]) {
      bots[name] = new CozeBot(name, { name, promptInfo: { prompt: "Be kind." } });
      tests[name] = new CozeBotTest(name, { bot: bots[name], cases: [${kind()}] });
    }
    ${publications.join("")}`;
  const swapped = two(pair("a", "b"), pair("b", "a"));
  const { text, calls } = await t.up(swapped, { expect: "failure" });
  expect(text).toMatch(/requireTest: is the test of bot \d+, and this is bot \d+\. A promoted bot is published by/);
  expect(calls).not.toContain(PUBLISH);
  // Now that both are known, the preview refuses it.
  const preview = await t.preview(swapped, { expect: "failure" });
  expect(preview.text).toContain("requireTest: is the test of bot ");
  expect(preview.calls).toEqual([]);
  const { calls: own } = await t.up(two(pair("a", "a"), pair("b", "b")));
  expect(own.filter((route) => route === PUBLISH)).toHaveLength(2);
});

test.each<[string, string, { cases: number[] | object; names: number[] | object } | undefined]>([
  ["nothing", `[${kind()}]`, undefined],
  [
    "a question",
    `[${kind()}, ${kind('pulumi.secret("mine?")').replace('"kind"', '"two"')}]`,
    { cases: [1], names: [] },
  ],
  ["a name", `[${kind().replace('"kind"', 'pulumi.secret("mine")')}]`, { cases: [0], names: [0] }],
  ["a case", `[pulumi.secret(${kind()})]`, { cases: [0], names: [0] }],
  ["an output in it", `[${kind('bot.id.apply((id) => pulumi.secret(id + "mine"))')}]`, { cases: [0], names: [] }],
  [
    "the list",
    `pulumi.secret([${kind()}])`,
    { cases: expect.arrayContaining([0, 99]) as object, names: expect.arrayContaining([0, 99]) as object },
  ],
])("of cases of which %s is secret the test knows which", async (_what, cases, secrets) => {
  const t = await openScene();
  await t.up(`
    const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "Be kind." } });
    new CozeBotTest("support", { bot, cases: ${cases} });`);
  const { "BotTest support": recorded } = t.resources();
  expect(recorded?.inputs["__secretCases"]).toEqual(secrets);
  await t.expectSilence();
  if (secrets) expect(recorded?.inputs["cases"]).toHaveProperty(SIGNATURE);
});
