import * as pulumi from "@pulumi/pulumi";
import * as coze from "../../../provider";
import { getBot, getBotOutput, getBots, getBotsOutput, getBotVersions, getBotVersionsOutput } from "../../../provider";
import type { GetBotResult } from "../../../provider/lookup/bot-types";
import { startEmulator, type Emulator } from "../../../emulator";
import { envOf, Managed } from "../../harness/engine/managed";
import { combinations, full } from "../drift/samples";
import { askAt, valueOf } from "./settings";

/** Deprecated, and still there. */
const old: {
  getOnlineInfo(args: { botId: string }): Promise<GetBotResult>;
  getOnlineInfoOutput(args: { botId: pulumi.Input<string> }): pulumi.Output<GetBotResult>;
} = coze;

let emulator: Emulator;
let botId: string;
let versions: string[];
beforeAll(async () => {
  emulator = await startEmulator();
  askAt(emulator);
  const bot = new Managed("bot", envOf(emulator));
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
  const [draft, explicit, live, chat] = await Promise.all([
    getBot({ botId }),
    getBot({ botId, published: false }),
    getBot({ botId, published: true }),
    getBot({ botId, published: true, connectorId: "999" }),
  ]);
  expect(draft).toMatchObject({ botId, name: full.name, description: "Draft", promptInfo: full.promptInfo });
  expect(draft).not.toHaveProperty("version");
  expect(explicit.description).toBe("Draft");
  expect(live).toMatchObject({ description: "Newer", version: versions[0], ownerUserId: emulator.userId });
  expect(chat).toMatchObject({ description: full.description, version: versions[1] });
  expect(emulator.calls).toHaveLength(4);
});

test("getBot gives what the inputs declare, as far as Coze tells it, in every style of reading", async () => {
  const bots = [];
  for (const quirks of combinations) {
    emulator.set({ quirks });
    bots.push(await getBot({ botId, published: true }));
  }
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
  const [all, chat] = await Promise.all([
    getBotVersions({ botId: many }),
    getBotVersions({ botId: many, connectorId: "999" }),
  ]);
  expect(all.map(({ version }) => version)).toEqual(made.toReversed());
  expect(chat.map(({ version }) => version)).toEqual(made.filter((_, i) => i % 2 === 1).toReversed());
  expect(all[0]).toMatchObject({ creatorId: emulator.userId, createdAt: expect.any(Number) as number });
  expect(emulator.calls).toHaveLength(5);
});

test("getOnlineInfo reads what is live on the API channel by the old call", async () => {
  const bot = await old.getOnlineInfo({ botId });
  expect(bot).toMatchObject({ botId, description: "Newer", version: versions[0] });
  expect(emulator.calls.map(({ route }) => route)).toEqual(["GET /v1/bot/get_online_info"]);
});

const pair = async <T extends object>(plain: Promise<T>, output: pulumi.Output<T>): Promise<[object, object]> => [
  await plain,
  await valueOf(output),
];

test("the Output twins take outputs, and give the same", async () => {
  const id = pulumi.output(Promise.resolve(botId));
  const spaceId = pulumi.output(emulator.spaceId);
  const twins: [object, object][] = await Promise.all([
    pair(getBot({ botId, published: true }), getBotOutput({ botId: id, published: pulumi.output(true) })),
    pair(getBots({}), getBotsOutput({ spaceId })),
    pair(getBots(), getBotsOutput()),
    pair(getBotVersions({ botId }), getBotVersionsOutput({ botId: id })),
    pair(old.getOnlineInfo({ botId }), old.getOnlineInfoOutput({ botId: id })),
  ]);
  // The icon's address is signed anew by every read.
  const unsigned = (value: object) => JSON.stringify(value).replaceAll(/"iconUrl":"[^"]*"/g, "");
  for (const [plain, output] of twins) expect(unsigned(output)).toBe(unsigned(plain));
  expect(twins.map(([plain]) => Object.keys(plain).length > 0)).toEqual(twins.map(() => true));
});
