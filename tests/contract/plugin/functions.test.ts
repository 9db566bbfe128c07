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

test("Invoke finds ids by name", async () => {
  const { spaceId, knowledge, library } = t.emulator;
  const { id: datasetId } = knowledge.createDataset(spaceId, { name: "FAQ" });
  const workflowId = library.createWorkflow(spaceId, { name: "refund", version: "v0.0.1" });
  const pluginId = library.createPlugin(spaceId, { name: "Web", tools: [{ id: "735", name: "search" }] });
  const found = async (name: string, args: Record<string, string>) =>
    (await t.invoke(`coze:index:${name}`, args)).result;
  expect(await found("getDataset", { name: "FAQ" })).toMatchObject({ datasetId });
  expect(await found("getWorkflow", { name: "refund" })).toMatchObject({ workflowId });
  expect(await found("getWorkspace", { name: "Other workspace" })).toMatchObject({ spaceId: t.emulator.otherSpaceId });
  expect(await found("getPlugin", { pluginId })).toMatchObject({ tools: [{ apiId: "735", name: "search" }] });
});

test("Invoke refuses wrong arguments before any call, and a function that there is not", async () => {
  t.emulator.clearCalls();
  await expect(t.invoke("coze:index:getBot", { id: botId })).rejects.toThrow(
    /getBot: id: there is no such argument; botId: is required/,
  );
  await expect(t.invoke("coze:index:getRobot", {})).rejects.toThrow("there is no such function");
  expect(t.calls).toEqual([]);
});

test("an id that was written as a number is refused, since it is rounded", async () => {
  await expect(t.invoke("coze:index:getBot", { botId: 7.3e18 })).rejects.toThrow(
    "getBot: botId: must be a string: quote it, since a number does not hold all of its digits",
  );
  expect(t.calls).toEqual([]);
});
