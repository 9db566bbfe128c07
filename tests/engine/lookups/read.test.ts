import type { BotVersionItem, GetBotResult } from "../../../provider/lookup/results";
import { Managed, envOf as envOfProvider } from "../../harness/engine/managed";
import { combinations, full } from "../../behaviour/drift/samples";
import { startEmulator, type Emulator } from "../../../emulator";
import { valueOf } from "./node";

let emulator: Emulator;
let botId: string;
let versions: string[];
beforeAll(async () => {
  emulator = await startEmulator();
  const bot = new Managed("bot", envOfProvider(emulator));
  await bot.up(full);
  botId = bot.id;
  versions = [emulator.console.publish(botId, ["1024", "999"])];
  emulator.console.editDraft(botId, { description: "Newer" });
  versions.unshift(emulator.console.publish(botId, ["1024"]));
  emulator.console.editDraft(botId, { description: "Draft" });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.set({ quirks: combinations[0] });
  emulator.clearCalls();
});

test("getBot reads the draft, or what is live on a channel, with one call each", async () => {
  const [draft, explicit, live, chat] = await valueOf<GetBotResult[]>(
    `const botId = "${botId}";
    return Promise.all([
      coze.getBot({ botId }),
      coze.getBot({ botId, published: false }),
      coze.getBot({ botId, published: true }),
      coze.getBot({ botId, published: true, connectorId: "999" }),
    ]);`,
    emulator,
  );
  expect(draft).toMatchObject({ botId, name: full.name, description: "Draft", promptInfo: full.promptInfo });
  expect(draft).not.toHaveProperty("version");
  expect(explicit?.description).toBe("Draft");
  expect(live).toMatchObject({ description: "Newer", version: versions[0], ownerUserId: emulator.userId });
  expect(chat).toMatchObject({ description: full.description, version: versions[1] });
  expect(emulator.calls).toHaveLength(4);
});

test("getBot gives what the inputs declare, as far as Coze tells it, in every style of reading", async () => {
  const script = `
    const read = async (quirks) => {
      const body = JSON.stringify({ quirks });
      await fetch("${emulator.url}/__emulator/settings", { method: "PATCH", body });
      return coze.getBot({ botId: "${botId}", published: true });
    };
    const bots = [];
    for (const quirks of ${JSON.stringify(combinations)}) bots.push(await read(quirks));
    return bots;`;
  const bots = await valueOf<GetBotResult[]>(script, emulator);
  const { iconFileId: _icon, deletionPolicy: _policy, knowledge, description: _description, ...told } = full;
  expect(bots).toHaveLength(combinations.length);
  for (const bot of bots) {
    expect(bot).toMatchObject({ ...told, knowledge: { datasetIds: knowledge.datasetIds } });
    for (const key of ["iconFileId", "spaceId", "deletionPolicy"]) expect(bot).not.toHaveProperty(key);
    expect(bot.contentHash).toMatch(/^v1:[0-9a-f]{64}$/);
  }
});

test("getBotVersions gives every page, newest first, of all channels or of one", async () => {
  const many = emulator.console.createDraft(emulator.spaceId, { name: "Many" });
  const made = Array.from({ length: 65 }, (_, i) => emulator.console.publish(many, [i % 2 === 0 ? "1024" : "999"]));
  const script = `
    const botId = "${many}";
    return Promise.all([coze.getBotVersions({ botId }), coze.getBotVersions({ botId, connectorId: "999" })]);`;
  const [all, chat] = (await valueOf<BotVersionItem[][]>(script, emulator)) as [BotVersionItem[], BotVersionItem[]];
  expect(all.map(({ version }) => version)).toEqual(made.toReversed());
  expect(chat.map(({ version }) => version)).toEqual(made.filter((_, i) => i % 2 === 1).toReversed());
  expect(all[0]).toMatchObject({ creatorId: emulator.userId, createdAt: expect.any(Number) as number });
  expect(emulator.calls).toHaveLength(5);
});

test("getOnlineInfo reads what is live on the API channel by the old call", async () => {
  const bot = await valueOf<GetBotResult>(`return coze.getOnlineInfo({ botId: "${botId}" });`, emulator);
  expect(bot).toMatchObject({ botId, description: "Newer", version: versions[0] });
  expect(emulator.calls.map(({ route }) => route)).toEqual(["GET /v1/bot/get_online_info"]);
});

test("the Output twins take outputs, and give the same", async () => {
  const script = `
    const botId = pulumi.output(Promise.resolve("${botId}"));
    const spaceId = pulumi.output("${emulator.spaceId}");
    const value = (output) => new Promise((resolve) => output.apply(resolve));
    const twins = [
      [coze.getBot({ botId: "${botId}", published: true }), coze.getBotOutput({ botId, published: pulumi.output(true) })],
      [coze.getBots({}), coze.getBotsOutput({ spaceId })],
      [coze.getBots(), coze.getBotsOutput()],
      [coze.getBotVersions({ botId: "${botId}" }), coze.getBotVersionsOutput({ botId })],
      [coze.getOnlineInfo({ botId: "${botId}" }), coze.getOnlineInfoOutput({ botId })],
    ];
    return Promise.all(twins.map(async ([plain, output]) => [await plain, await value(output)]));`;
  const twins = await valueOf<[object, object][]>(script, emulator);
  // The icon's address is signed anew by every read.
  const unsigned = (value: object) => JSON.stringify(value).replaceAll(/"iconUrl":"[^"]*"/g, "");
  for (const [plain, output] of twins) expect(unsigned(output)).toBe(unsigned(plain));
  expect(twins.map(([plain]) => Object.keys(plain).length > 0)).toEqual(twins.map(() => true));
});
