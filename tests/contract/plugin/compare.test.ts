import { PartiallyDone, type Props } from "../../harness/plugin/client";
import { PluginScene } from "./scene";

let t: PluginScene;
beforeAll(async () => {
  t = await PluginScene.open();
});
afterAll(() => t.close());

const CASES = Array.from({ length: 6 }, (_, i) => ({
  ...{ name: `case ${i}`, ask: `Question ${i}?` },
  expect: [{ contains: "kind" }],
}));

async function checked(botId: string, rest: Props = {}): Promise<Props> {
  const news = {
    botId,
    contentHash: "v1:a",
    promotionHash: "v1:b",
    cases: CASES,
    noWorseThan: { live: true },
    ...rest,
  };
  const { inputs, failures } = await t.check("BotTest", news);
  expect(failures).toEqual([]);
  return inputs;
}

test("the plugin compares, keeps the counts, and says in a preview what it does not know yet", async () => {
  const { console: site, spaceId } = t.emulator;
  const botId = site.createDraft(spaceId, { name: "Support", prompt_info: { prompt: "Be kind." } });
  const { id, outs } = await t.create("BotTest", await checked(botId));
  expect(outs).toMatchObject({ passed: true });
  expect(outs).not.toHaveProperty("comparison");

  site.publish(botId, ["1024"]);
  site.editDraft(botId, { prompt_info: { prompt: "Be rude." } });
  const edited = await checked(botId, { contentHash: "v1:c" });
  const preview = await t.update("BotTest", id, outs, edited, { preview: true });
  expect(preview).toMatchObject({ comparison: expect.anything() as unknown, baseline: expect.anything() as unknown });
  const failed = await t.update("BotTest", id, outs, edited).catch((error: unknown) => error as PartiallyDone);
  if (!(failed instanceof PartiallyDone)) throw new Error("the draft is worse");
  const version = t.emulator.bots.find((bot) => bot.id === botId)?.versions[0]?.version;
  expect(failed.properties).toMatchObject({
    passed: false,
    comparison: {
      baselineVersion: version,
      passed: { baseline: [6, 6], candidate: [0, expect.any(Number)] },
      verdict: "worse",
    },
    baseline: { version, counts: CASES.map(() => ({ passed: 1, runs: 1 })) },
  });

  site.editDraft(botId, { prompt_info: { prompt: "Be kind, always." } });
  const before = t.emulator.chat.chats.length;
  const mended = await t.update("BotTest", id, failed.properties, await checked(botId, { contentHash: "v1:d" }));
  expect(mended).toMatchObject({ passed: true, comparison: { verdict: "no worse" } });
  expect(new Set(t.emulator.chat.chats.slice(before).map(({ source }) => source))).toEqual(new Set(["draft"]));
});
