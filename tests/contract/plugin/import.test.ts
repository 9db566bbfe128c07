import { SECRET, SIGNATURE } from "../../harness/marks";
import type { Props } from "../../harness/plugin/client";
import { PluginScene } from "./scene";

let t: PluginScene;
let botId: string;
beforeAll(async () => {
  t = await PluginScene.open();
});
afterAll(() => t.close());
beforeEach(() => {
  botId = t.emulator.console.createDraft(
    t.emulator.spaceId,
    {
      name: "Old",
      description: "Made in the console",
      prompt_info: { prompt: "Be old." },
      onboarding_info: { prologue: "Hi", suggested_questions: ["Why?"] },
      model_info_config: { model_id: "17", temperature: 0.5 },
    },
    { ageSeconds: 600 },
  );
  t.emulator.clearCalls();
});

/** What the engine does after an import: it checks what the program declares, and compares. */
async function declared(news: Props, { outs, inputs }: { outs: Props; inputs: Props }) {
  const { inputs: checked, failures } = await t.check("Bot", news, inputs);
  expect(failures).toEqual([]);
  return { checked, diff: await t.diff("Bot", botId, outs, checked, inputs) };
}

describe("the import of a bot", () => {
  test("stores every field that can be read, as inputs that a check accepts", async () => {
    const found = await t.read("Bot", botId);
    expect(found.id).toBe(botId);
    expect(found.inputs).toMatchObject({
      name: "Old",
      description: "Made in the console",
      promptInfo: { prompt: "Be old." },
      onboardingInfo: { prologue: "Hi", suggestedQuestions: ["Why?"] },
      modelInfoConfig: { modelId: "17", temperature: 0.5 },
      spaceId: t.emulator.spaceId,
    });
    // The hashes of the outputs cover what a read tells and a program cannot declare, too.
    const { contentHash, promotionHash, ...content } = found.inputs;
    expect(found.outs).toMatchObject({ ...content, __imported: true, botId });
    const { __resource, ...news } = found.inputs;
    expect((await declared(news, found)).diff).toEqual({ changes: false, replaces: [], detailed: {} });
  });

  test("compares what the program declares and nothing else", async () => {
    const found = await t.read("Bot", botId);
    const same = await declared({ name: "Old", promptInfo: { prompt: "Be old." } }, found);
    expect(same.diff.changes).toBe(false);
    const other = await declared({ name: "Old", promptInfo: { prompt: "Be new." } }, found);
    expect(other.diff.detailed).toEqual({ "promptInfo.prompt": "UPDATE" });
  });

  test("resets nothing that the program does not declare, and ends with the first update", async () => {
    const found = await t.read("Bot", botId);
    const { checked } = await declared({ name: "New" }, found);
    const outs = await t.update("Bot", botId, found.outs, checked, { oldInputs: found.inputs });
    expect(outs).not.toHaveProperty("__imported");
    expect(outs).not.toHaveProperty("modelInfoConfig");
    const { draft } = t.emulator.bots.find(({ id }) => id === botId) ?? {};
    expect(draft).toMatchObject({
      name: "New",
      description: "Made in the console",
      prompt_info: { prompt: "Be old." },
    });
  });

  test("is no drift to a refresh before the first run", async () => {
    const found = await t.read("Bot", botId);
    expect((await t.read("Bot", botId, found.outs, found.inputs)).inputs).toEqual(found.inputs);
  });

  test("takes the declared leaves of a refresh from the old inputs", async () => {
    const found = await t.read("Bot", botId);
    const { checked } = await declared({ name: "Old" }, found);
    t.emulator.console.editDraft(botId, { name: "Theirs", description: "Theirs, too" });
    const refreshed = await t.read("Bot", botId, found.outs, checked);
    expect(refreshed.inputs).toMatchObject({ name: "Theirs" });
    expect(refreshed.inputs).not.toHaveProperty("description");
    expect(refreshed.outs).toMatchObject({ name: "Theirs", __imported: true, modelInfoConfig: { modelId: "17" } });
    const after = await declared({ name: "Old" }, { outs: refreshed.outs, inputs: refreshed.inputs });
    expect(after.diff.detailed).toEqual({ name: "UPDATE" });
  });

  test("fails in Coze's own words where there is no such bot", async () => {
    await expect(t.read("Bot", "404")).rejects.toThrow(/could not read bot 404.*log id/);
  });

  test("fails where the bot is in another workspace", async () => {
    const other = t.emulator.console.createDraft(t.emulator.otherSpaceId, { name: "Elsewhere" });
    await expect(t.read("Bot", other)).rejects.toThrow(`Bot ${other} cannot be imported: it is not in workspace`);
  });
});

describe("the import of a publication", () => {
  test("takes over what is live, and publishes nothing while the bot is unedited", async () => {
    const version = t.emulator.console.publish(botId, ["1024", "999"]);
    const found = await t.read("Publication", botId);
    expect(found.inputs).toMatchObject({ botId, connectorIds: ["1024", "999"], spaceId: t.emulator.spaceId });
    expect(found.outs).toMatchObject({ version, __imported: true });
    const news = { botId, contentHash: "v1:first", connectorIds: ["ChatSDK", "API"] };
    const { inputs } = await t.check("Publication", news, found.inputs);
    expect((await t.diff("Publication", botId, found.outs, inputs, found.inputs)).changes).toBe(false);
    // The next run has the hash among the old inputs: from then on another one publishes.
    const edited = { ...inputs, contentHash: "v1:second" };
    expect((await t.diff("Publication", botId, found.outs, edited, inputs)).detailed).toEqual({
      contentHash: "UPDATE",
    });
    expect(t.calls.filter((call) => call.startsWith("POST"))).toEqual([]);
  });

  test("is published by the next run where the first one has edited the bot and got no further", async () => {
    t.emulator.console.publish(botId, ["1024"]);
    const bot = await t.read("Bot", botId);
    const live = await t.read("Publication", botId);
    const news = { name: "Old", promptInfo: { prompt: "Be new." } };
    const { inputs: first } = await t.check("Bot", news, bot.inputs);
    const outs = await t.update("Bot", botId, bot.outs, first, { oldInputs: bot.inputs });
    // The run dies here, and the next one has a process of its own.
    await t.restart();
    const { inputs: second } = await t.check("Bot", news, first);
    expect((await t.diff("Bot", botId, outs, second, first)).changes).toBe(false);
    const { contentHash, promotionHash } = second;
    const { inputs } = await t.check("Publication", { botId, contentHash, promotionHash }, live.inputs);
    const { detailed } = await t.diff("Publication", botId, live.outs, inputs, live.inputs);
    expect(detailed).toEqual({ contentHash: "ADD" });
    const published = await t.update("Publication", botId, live.outs, inputs, { oldInputs: live.inputs });
    expect(published).not.toHaveProperty("__importedDraft");
    expect((await t.diff("Publication", botId, published, inputs, inputs)).changes).toBe(false);
  });

  test("keeps no content of the bot in the state", async () => {
    t.emulator.console.publish(botId, ["1024"]);
    expect(JSON.stringify((await t.read("Publication", botId)).outs)).not.toMatch(/Be old|console|Why/);
  });

  test("fails where nothing is live", async () => {
    await expect(t.read("Publication", botId)).rejects.toThrow(
      "is live neither on the API channel nor on the Chat SDK",
    );
  });
});

test("an import with a publication that is declared already publishes nothing, until the bot is edited", async () => {
  // The publication of an earlier program, with the hash of what that program declared.
  const { inputs: before } = await t.check("Publication", { botId, contentHash: "v1:before", promotionHash: "v1:p" });
  const { outs: published } = await t.create("Publication", before);
  const imported = await t.read("Bot", botId);
  await declared({ name: "Old" }, imported);
  const news = { ...before, contentHash: imported.outs["contentHash"], promotionHash: imported.outs["promotionHash"] };
  expect((await t.diff("Publication", botId, published, news, before)).changes).toBe(false);
  await declared({ name: "Edited" }, imported);
  expect((await t.diff("Publication", botId, published, news, before)).detailed).toEqual({ contentHash: "UPDATE" });
});

test("the import of a knowledge base manages what the program declares of it", async () => {
  const content = { name: "FAQ", description: "From the console" };
  const { id } = t.emulator.knowledge.createDataset(t.emulator.spaceId, content, { ageSeconds: 600 });
  const { inputs, outs } = await t.read("Dataset", id);
  expect(inputs).toMatchObject({ ...content, formatType: "text", spaceId: t.emulator.spaceId });
  const { inputs: checked } = await t.check("Dataset", { name: "FAQ" }, inputs);
  expect((await t.diff("Dataset", id, outs, checked, inputs)).changes).toBe(false);
  const { inputs: renamed } = await t.check("Dataset", { name: "Answers" }, inputs);
  expect((await t.diff("Dataset", id, outs, renamed, inputs)).detailed).toEqual({ name: "UPDATE" });
});

test("the import of a member of a workspace manages its role, and there is none of the owner", async () => {
  const { spaceId, userId: owner } = t.emulator;
  t.emulator.console.addMember(spaceId, "2069720456000", "admin");
  const id = `${spaceId}_2069720456000`;
  const { inputs, outs } = await t.read("WorkspaceMember", id);
  expect(inputs).toMatchObject({ spaceId, userId: "2069720456000", role: "admin" });
  const { inputs: same } = await t.check("WorkspaceMember", { userId: "2069720456000", role: "admin" }, inputs);
  expect((await t.diff("WorkspaceMember", id, outs, same, inputs)).changes).toBe(false);
  await expect(t.read("WorkspaceMember", `${spaceId}_${owner}`)).rejects.toThrow("the user owns the workspace");
});

test("the import of a callback app hides its token, and manages all that is declared of it", async () => {
  const made = { url: "https://alarm.example.com", events: ["bot.deleted" as const] };
  const { id, verifyToken } = t.emulator.console.addCallback("Alarm", made);
  const { inputs, outs } = await t.read("Callback", id);
  expect(inputs).toMatchObject({ name: "Alarm", ...made });
  expect(outs["verifyToken"]).toMatchObject({ [SIGNATURE]: SECRET, value: verifyToken });
  const { inputs: same } = await t.check("Callback", { name: "Alarm", ...made }, inputs);
  expect((await t.diff("Callback", id, outs, same, inputs)).changes).toBe(false);
});

test.each(["File", "Document"])("the import of a %s says why there is none", async (kind) => {
  await expect(t.read(kind, "741")).rejects.toThrow(/cannot be imported: Coze .*content.*Declare it/);
});

test.each([["Bot"], ["Publication"], ["Dataset"], ["WorkspaceMember"], ["Callback"]])(
  "an id that is none is refused before a request: %s",
  async (kind) => {
    for (const id of ["..", "7\n8", "a/b", "7?x=1", "%2e%2e", " "]) {
      await expect(t.read(kind, id)).rejects.toThrow(
        "The id must be an id: 1 to 64 letters, digits, hyphens or underscores.",
      );
      // As CozeBot.get has it.
      await expect(t.read(kind, id, {}, { name: "x" })).rejects.toThrow("The id must be an id");
    }
    expect(t.emulator.calls).toEqual([]);
  },
);
