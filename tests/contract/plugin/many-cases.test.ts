import { PluginScene } from "./scene";

let t: PluginScene;
beforeAll(async () => {
  t = await PluginScene.open();
});
afterAll(() => t.close());

test.each([
  [5_000, 2_000],
  [100_000, 5_000],
])("%i cases of a program in another language are refused within %i ms", async (count, ms) => {
  const cases = Array.from({ length: count }, (_, i) => ({
    ...{ name: `case ${i}`, ask: "Where is order 7?", expect: [{ contains: "order" }] },
  }));
  const news = { botId: "1", contentHash: "", promotionHash: "", cases };
  const begun = performance.now();
  const { failures } = await t.check("BotTest", news);
  const took = performance.now() - begun;
  expect(failures).toEqual([`cases: must have at most 100 items, got a list of ${count} items`]);
  expect(took).toBeLessThan(ms);
});
