import { PluginScene } from "./scene";

let t: PluginScene;
let botId: string;
beforeAll(async () => {
  t = await PluginScene.open();
  botId = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Asked", prompt_info: { prompt: "Be asked." } });
});
afterAll(() => t.close());

test("Invoke answers a lookup under the names of a bot's inputs", async () => {
  const { result } = await t.invoke("coze:index:getBot", { botId });
  expect(result).toMatchObject({ botId, name: "Asked", promptInfo: { prompt: "Be asked." } });
  expect(result["contentHash"]).toMatch(/^v1:/);
});

test("Invoke returns a list under its name", async () => {
  const version = t.emulator.console.publish(botId, ["1024"]);
  expect((await t.invoke("coze:index:getBots", {})).result).toMatchObject({ bots: [{ botId, name: "Asked" }] });
  expect((await t.invoke("coze:index:getBotVersions", { botId })).result).toMatchObject({ botVersions: [{ version }] });
});

test("Invoke refuses wrong arguments before any call, and a function that there is not", async () => {
  t.emulator.clearCalls();
  await expect(t.invoke("coze:index:getBot", { id: botId })).rejects.toThrow(
    /getBot: id: there is no such argument; botId: is required/,
  );
  await expect(t.invoke("coze:index:getRobot", {})).rejects.toThrow("there is no such function");
  expect(t.calls).toEqual([]);
});
