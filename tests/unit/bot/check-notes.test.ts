import { hosted } from "../../../provider/host/dynamic";
import { ask } from "../../../provider/lookup/ask";
import { RunNotes } from "../../../provider/host/kind";
import { botPlugin } from "../../../provider/resources/bot/plugin";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import type { Props } from "../../../provider/lifecycle";
import { Session } from "../../../provider/session/session";
import { emulate } from "../client/emulated";

const BOT = "7390000000000000001";

async function scene() {
  const emulator = await emulate();
  const lines: string[] = [];
  const session = new Session({ env: {}, write: (line) => lines.push(line) });
  const config: Record<string, string> = { token: emulator.token, baseUrl: emulator.url, spaceId: emulator.spaceId };
  session.configure((key) => config[key.replace("coze:", "")]);
  return { emulator, lines, session, bot: hosted("Bot", botLifecycle(session), session) };
}

test.each([
  [1, "a bot of several agents"],
  [2, "a chatflow"],
  [3, "a bot of mode 3"],
])("a bot of mode %i is not adopted, and the preview says what it is", async (bot_mode, what) => {
  const { emulator, bot } = await scene();
  const body = { code: 0, data: { bot_id: BOT, name: "Team", bot_mode } };
  emulator.fault({ route: "GET /v1/bots/:bot_id", kind: { status: 200, body }, times: Infinity });
  const inputs = { name: "Team", botId: BOT, __resource: "team" };
  const refused = `Bot ${BOT} cannot be adopted: it is ${what}, whose content the API does not write.`;
  await expect(bot.check({}, inputs)).rejects.toThrow(refused);
  await expect(bot.create({ ...inputs, spaceId: emulator.spaceId })).rejects.toThrow(refused);
  expect(emulator.calls.every(({ method }) => method === "GET")).toBe(true);
});

const warning = "warning: it is a bot of several agents: its result does not say what such a bot does";

test.each([
  ["getBot", "GET /v1/bots/:bot_id", {}],
  ["getBot", "GET /v1/bots/:bot_id", { published: true }],
  ["getOnlineInfo", "GET /v1/bot/get_online_info", {}],
] as const)("%s by %s warns of a bot that is none of a single agent", async (lookup, route, more) => {
  const { emulator, lines, session } = await scene();
  const body = { code: 0, data: { bot_id: BOT, name: "Team", bot_mode: 1 } };
  emulator.fault({ route, kind: { status: 200, body } });
  expect(await ask(lookup, session, { botId: BOT, ...more })).toMatchObject({ name: "Team" });
  expect(lines).toEqual([`coze (bot ${BOT}): ${warning}`]);
});

test("CozeBot.get warns of it, and the plugin does not import it", async () => {
  const { emulator, lines, session, bot } = await scene();
  const body = { code: 0, data: { bot_id: BOT, name: "Team", bot_mode: 1 } };
  emulator.fault({ route: "GET /v1/bots/:bot_id", kind: { status: 200, body }, times: 2 });
  await bot.read(BOT, { __resource: "team" });
  expect(lines).toEqual([`coze:Bot team (bot ${BOT}): ${warning}`]);
  await expect(botPlugin(session, new RunNotes()).importOf(BOT)).rejects.toThrow(
    `Bot ${BOT} cannot be imported: it is a bot of several agents, whose content the API does not write.`,
  );
});

const thinking = { modelInfoConfig: { modelId: "9", parameters: { thinkingType: "enabled" } } };

test.each([{ workflowIds: ["1"] }, { plugins: [{ pluginId: "1", apiId: "2" }] }])(
  "thinkingType enabled beside %j is a warning, once",
  async (tools) => {
    const { lines, bot } = await scene();
    const inputs = { name: "Support", ...thinking, ...tools, __resource: "support" };
    const { inputs: checked, failures } = await bot.check({}, inputs);
    expect(failures).toEqual([]);
    expect(lines).toEqual([
      'coze:Bot support: warning: modelInfoConfig.parameters.thinkingType is "enabled": by Coze\'s page a bot that thinks so uses no ' +
        "plugins and no workflows",
    ]);
    await bot.check(checked as object as Props, inputs);
    expect(lines).toHaveLength(1);
  },
);

test("without tools, and with a default, there is nothing to warn of", async () => {
  const { lines, bot } = await scene();
  await bot.check({}, { name: "Support", ...thinking, workflowIds: [] });
  await bot.check({}, { name: "Support", modelInfoConfig: { modelId: "9" }, workflowIds: ["1"] });
  expect(lines).toEqual([]);
});

test.each([
  [1, "a bot of several agents"],
  [2, "a chatflow"],
  [3, "a bot of mode 3"],
])(
  "a managed bot that became one of mode %i is named by the refresh and the preview, and is not written",
  async (bot_mode, what) => {
    const { emulator, lines, bot } = await scene();
    const inputs = { name: "Team", __resource: "team" };
    const { inputs: checked } = await bot.check({}, inputs);
    const { id, outs } = await bot.create(checked as Props);
    const body = { code: 0, data: { bot_id: id, name: "Team", bot_mode } };
    emulator.fault({ route: "GET /v1/bots/:bot_id", kind: { status: 200, body } });
    const { props } = await bot.read(id, outs as Props);
    expect(lines).toEqual([expect.stringContaining(`warning: it is ${what}`)]);
    emulator.clearCalls();
    const refused = `Bot ${id} is ${what} by now, whose content the API does not write, so nothing is written to it.`;
    const { inputs: edited } = await bot.check(checked as Props, { ...inputs, name: "Edited" });
    expect(await bot.diff(id, props as Props, edited as Props)).toMatchObject({ changes: true });
    expect(lines.at(-1)).toContain(refused);
    await expect(bot.update(id, props as Props, edited as Props)).rejects.toThrow(refused);
    expect(emulator.calls).toEqual([]);
    // An unchanged program has nothing to write.
    lines.length = 0;
    await bot.check(checked as Props, inputs);
    expect(await bot.diff(id, props as Props, checked as Props)).toMatchObject({ changes: false });
    expect(lines).toEqual([]);
  },
);

test("a mark of a wrong encoding in a text is a warning, once", async () => {
  const { lines, bot } = await scene();
  const prompt = "\uFEFFBe kind.";
  const inputs = {
    name: "Support",
    promptInfo: { prompt },
    onboardingInfo: { suggestedQuestions: ["a", "caf\uFFFD"] },
  };
  const { inputs: checked, failures } = await bot.check({}, { ...inputs, __resource: "support" });
  expect(failures).toEqual([]);
  expect(lines).toEqual([
    "coze:Bot support: warning: promptInfo.prompt, onboardingInfo.suggestedQuestions[1]: has a byte order mark (U+FEFF) or a replacement " +
      "character (U+FFFD): its file may have been read in a wrong encoding",
  ]);
  await bot.check(checked as Props, { ...inputs, __resource: "support" });
  expect(lines).toHaveLength(1);
});
