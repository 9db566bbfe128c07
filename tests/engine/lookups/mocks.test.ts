import { startEmulator, type Emulator } from "../../../emulator";
import { valueOf } from "./node";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const withMocks = (script: string) => `
  const asked = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name + "-id", state: inputs }),
    call: ({ token, inputs }) => {
      asked.push({ token, inputs });
      if (inputs.botId === "none") throw new Error("the mock has no such bot");
      return token === "coze:index:getBots" ? [{ botId: "1", name: "One" }, { botId: "2" }]
        : token === "coze:index:getBotVersions" ? []
        : { botId: inputs.botId, name: "Mocked", workflowIds: ["746"] };
    },
  });
  const value = (output) => new Promise((resolve) => output.apply(resolve));
  ${script}`;

test("under setMocks the lookups call nothing, and the program's call mock answers for each", async () => {
  const script = withMocks(`
    const provider = new coze.CozeProvider("eu", { token: "t", baseUrl: "https://api.coze.com" });
    const bot = new coze.CozeBot("support", { name: "Support" });
    const answers = {
      bot: await coze.getBot({ botId: "b", published: true }, { provider }),
      bots: await coze.getBots({ spaceId: "s" }),
      versions: await coze.getBotVersions({ botId: "b" }),
      online: await coze.getOnlineInfo({ botId: "b" }),
      botOutput: await value(coze.getBotOutput({ botId: bot.id })),
      botsOutput: await value(coze.getBotsOutput()),
      versionsOutput: await value(coze.getBotVersionsOutput({ botId: bot.id }, { provider })),
      onlineOutput: await value(coze.getOnlineInfoOutput({ botId: bot.id })),
      byName: [
        await coze.getDataset({ name: "FAQ" }),
        await value(coze.getWorkflowOutput({ name: bot.name })),
        await value(coze.getWorkspaceOutput({ name: "Team" })),
        await coze.getPlugin({ pluginId: "731" }),
      ].map(({ name }) => name),
    };
    const { error } = await settled(coze.getBot({ botId: "none" }));
    return { answers, asked, error };`);
  const { answers, asked, error } = await valueOf<Record<string, unknown>>(script, emulator);
  const bots = [{ botId: "1", name: "One" }, { botId: "2" }];
  const mocked = (botId: string) => ({ botId, name: "Mocked", workflowIds: ["746"] });
  expect(answers).toEqual({
    bot: mocked("b"),
    bots,
    versions: [],
    online: mocked("b"),
    botOutput: mocked("support-id"),
    botsOutput: bots,
    versionsOutput: [],
    onlineOutput: mocked("support-id"),
    byName: ["Mocked", "Mocked", "Mocked", "Mocked"],
  });
  expect(asked).toEqual([
    { token: "coze:index:getBot", inputs: { botId: "b", published: true } },
    { token: "coze:index:getBots", inputs: { spaceId: "s" } },
    { token: "coze:index:getBotVersions", inputs: { botId: "b" } },
    { token: "coze:index:getOnlineInfo", inputs: { botId: "b" } },
    { token: "coze:index:getBot", inputs: { botId: "support-id" } },
    { token: "coze:index:getBots", inputs: {} },
    { token: "coze:index:getBotVersions", inputs: { botId: "support-id" } },
    { token: "coze:index:getOnlineInfo", inputs: { botId: "support-id" } },
    { token: "coze:index:getDataset", inputs: { name: "FAQ" } },
    { token: "coze:index:getWorkflow", inputs: { name: "Support" } },
    { token: "coze:index:getWorkspace", inputs: { name: "Team" } },
    { token: "coze:index:getPlugin", inputs: { pluginId: "731" } },
    { token: "coze:index:getBot", inputs: { botId: "none" } },
  ]);
  // What a mock throws ends the lookup; the SDK does not pass its words on.
  expect(error).toBeDefined();
  expect(emulator.calls).toEqual([]);
});

/** Which of the package's heavy parts are loaded. */
const loaded = `Object.keys(require.cache).map((path) => path.replaceAll("\\\\\\\\", "/")).filter((path) =>
  /\\/node_modules\\/(zod|ofetch|jose)\\/|\\/dist\\/(session\\/session|lookup\\/ask|runtime|host\\/[a-z]+|client\\/bots|client\\/http\\/(transport|call))\\.js$/.test(path))`;

test("importing the package loads neither its client nor its schemas; the first lookup does", async () => {
  const botId = emulator.console.createDraft(emulator.spaceId, { name: "Bot" });
  const script = `
    const before = ${loaded};
    const programs = Object.keys(require.cache).filter((path) => /\\/dist\\/(index|lookup)/.test(path));
    await coze.getBot({ botId: "${botId}" });
    return { before, programs, after: ${loaded} };`;
  const { before, programs, after } = await valueOf<Record<string, string[]>>(script, emulator);
  expect(before).toEqual([]);
  expect(programs?.length).toBeGreaterThan(4);
  // The client is in one bundle with what it needs.
  expect(after?.filter((path) => path.includes("/dist/"))).toEqual([expect.stringMatching(/\/dist\/lookup\/ask\.js$/)]);
});
