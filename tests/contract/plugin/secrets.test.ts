import { secret, SIGNATURE } from "../../harness/marks";
import { PartiallyDone, type Props } from "../../harness/plugin/client";
import { PluginScene } from "./scene";

let t: PluginScene;
beforeAll(async () => {
  t = await PluginScene.open();
});
afterAll(() => t.close());

test("what is secret among the inputs is a secret in every answer: of an object that part, of a list all", async () => {
  const news = {
    name: "Secretive",
    promptInfo: { prompt: secret("Be quiet."), promptMode: "standard" },
    onboardingInfo: secret({ prologue: "Hush" }),
    workflowIds: ["1", secret("2")],
  };
  const hidden = {
    promptInfo: { prompt: secret("Be quiet."), promptMode: "standard" },
    onboardingInfo: secret({ prologue: "Hush" }),
    workflowIds: secret(["1", "2"]),
  };
  const { inputs, failures } = await t.check("Bot", news);
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({ name: "Secretive", ...hidden });
  expect((await t.create("Bot", inputs, { preview: true })).outs).toMatchObject(hidden);
  const { id, outs } = await t.create("Bot", inputs);
  expect(outs).toMatchObject({ name: "Secretive", ...hidden });
  expect(t.emulator.bots[0]?.draft).toMatchObject({ prompt_info: { prompt: "Be quiet." } });
  expect(await t.read("Bot", id, outs, inputs)).toMatchObject({ outs: hidden, inputs: hidden });

  const { inputs: edited } = await t.check("Bot", { ...news, promptInfo: secret({ prompt: "Be loud." }) }, inputs);
  expect(await t.diff("Bot", id, outs, edited, inputs)).toMatchObject({ changes: true });
  for (const preview of [true, false]) {
    expect(await t.update("Bot", id, outs, edited, { preview, oldInputs: inputs })).toMatchObject({
      ...hidden,
      promptInfo: secret({ prompt: "Be loud." }),
    });
  }
});

const CASES = [
  { name: "open", ask: "Are you kind?", expect: [{ contains: "no" }] },
  { name: "hidden", ask: secret("my-secret?"), expect: [{ contains: "no" }] },
  secret({ name: "my-secret", ask: "my-secret?", expect: [{ contains: "my-secret!" }] }),
];

test.each<[string, unknown, Props]>([
  ["a case", CASES, { cases: [1, 2], names: [2] }],
  ["all cases", secret(CASES.slice(0, 1)), { cases: Array.from({ length: 100 }, (_, i) => i) }],
])("a test of which %s is secret says nothing of what was said", async (_what, cases, secretCases) => {
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Tested" });
  const news = { botId, contentHash: "v1:a", promotionHash: "v1:b", cases };
  const { inputs, failures } = await t.check("BotTest", news);
  expect(failures).toEqual([]);
  expect(inputs["__secretCases"]).toMatchObject(secretCases);
  const before = t.engine.lines.length;
  const failed = await t.create("BotTest", inputs).catch((error: unknown) => error as PartiallyDone);
  if (!(failed instanceof PartiallyDone)) throw new Error("the test has passed");
  expect(failed.message).toContain("does not hold; log id ");
  expect(failed.properties["cases"]).toMatchObject({ [SIGNATURE]: expect.any(String) as string });
  const { cases: _cases, ...open } = failed.properties;
  const lines = t.engine.lines.slice(before).map(({ message }) => message);
  expect([failed.message, JSON.stringify(open), ...lines].join("\n")).not.toContain("my-secret");
});

test("a test without secrets says nothing of secrets", async () => {
  const news = { botId: "739", contentHash: "v1:a", promotionHash: "v1:b", cases: CASES.slice(0, 1) };
  expect((await t.check("BotTest", news)).inputs).not.toHaveProperty("__secretCases");
});

test("a lookup by a secret answers with secrets", async () => {
  const botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Looked up" });
  const { result } = await t.invoke("coze:index:getBot", { botId: secret(botId) });
  expect(result).toMatchObject({ botId: secret(botId), name: secret("Looked up") });
  expect((await t.invoke("coze:index:getBot", { botId })).result).toMatchObject({ name: "Looked up" });
});
