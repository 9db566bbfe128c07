import { startEmulator, type BotPatch, type Emulator } from "../../../emulator";
import { envOf, Managed } from "../../harness/engine/managed";
import { cached, editOf, full, halfOfThem, nameOf } from "./samples";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const model = (change: object) => ["model_info_config", change] as const;
const parameters = (change: object) => model({ parameters: { ...PARAMETERS, ...change } });
const PARAMETERS = { thinking_type: "auto", caching: { type: "disabled" }, store: true, caching_expire_time: 3600 };
const tools = (...ids: string[]) => ({ id_list: ids.map((api_id) => ({ plugin_id: "7310000000000000001", api_id })) });

/** Each leaf of a full bot that can be read: how the console changes it, and its name in the program. */
const edits: [string, readonly [keyof BotPatch, string | object]][] = [
  ["name", ["name", "Renamed"]],
  ["description", ["description", ""]],
  ["promptInfo.prompt", ["prompt_info", { prompt: "You answer questions.\nBe verbose." }]],
  ["promptInfo.prompt", ["prompt_info", { prompt: "" }]],
  ["onboardingInfo.prologue", ["onboarding_info", { prologue: "" }]],
  [
    "onboardingInfo.suggestedQuestions",
    ["onboarding_info", { suggested_questions: ["Can I return it?", "Where is my order?"] }],
  ],
  ["knowledge.datasetIds", ["knowledge", { dataset_ids: ["7510000000000000001"] }]],
  ["plugins", ["plugin_id_list", tools("7350000000000000001")]],
  ["workflowIds", ["workflow_id_list", { ids: [{ id: "7460000000000000009" }] }]],
  ["modelInfoConfig.modelId", model({ model_id: "1737521813" })],
  ["modelInfoConfig.temperature", model({ temperature: 0 })],
  ["modelInfoConfig.topP", model({ top_p: 1 })],
  ["modelInfoConfig.topK", model({ top_k: 0 })],
  ["modelInfoConfig.maxTokens", model({ max_tokens: 4096 })],
  ["modelInfoConfig.contextRound", model({ context_round: 0 })],
  ["modelInfoConfig.responseFormat", model({ response_format: "json" })],
  ["modelInfoConfig.presencePenalty", model({ presence_penalty: 0 })],
  ["modelInfoConfig.frequencyPenalty", model({ frequency_penalty: -1 })],
  ["modelInfoConfig.spAntiLeak", model({ sp_anti_leak: false })],
  ["modelInfoConfig.spCurrentTime", model({ sp_current_time: false })],
  ["modelInfoConfig.cacheType", model({ cache_type: "prefix" })],
  ["modelInfoConfig.apiMode", model({ api_mode: "chat_api" })],
  ["modelInfoConfig.parameters.thinkingType", parameters({ thinking_type: "disabled" })],
  ["modelInfoConfig.parameters.caching.type", parameters({ caching: { type: "enabled" } })],
  ["modelInfoConfig.parameters.store", parameters({ store: false })],
  ["modelInfoConfig.parameters.cachingExpireTime", parameters({ caching_expire_time: 1 })],
  ["suggestReplyInfo.customizedPrompt", ["suggest_reply_info", { customized_prompt: "Else" }]],
];

describe.each(halfOfThem.map((quirks) => [nameOf(quirks), quirks] as const))("read with %s", (_name, quirks) => {
  test("an edit shows as the one input that it is about, and the next up restores exactly it", async () => {
    emulator.set({ quirks });
    const bot = new Managed("bot", envOf(emulator));
    await bot.up(full);
    const draft = () => emulator.bots.find(({ id }) => id === bot.id)?.draft;
    const before = draft();
    for (const [path, [block, change]] of edits) {
      editOf(emulator, bot.id, block, change);
      expect(draft()).not.toEqual(before);
      expect(await bot.refresh()).toEqual([path]);
      expect(await bot.refresh()).toEqual([]);
      expect(await bot.up(full)).toBe("updated");
      expect(draft()).toEqual(before);
      expect(await bot.refresh()).toEqual([]);
    }
  });

  test("several edits at once show together, those of undeclared and unreadable fields never", async () => {
    emulator.set({ quirks });
    const declared = {
      name: "Some",
      promptInfo: { prompt: "One" },
      knowledge: { autoCall: false },
      iconFileId: "7400",
    };
    const bot = new Managed("bot", envOf(emulator));
    await bot.up(declared);
    const undeclared: BotPatch = {
      description: "From the console",
      icon_file_id: "7401",
      onboarding_info: { prologue: "Hi", suggested_questions: ["Why?"] },
      knowledge: { dataset_ids: ["751"], auto_call: true, search_strategy: 20 },
      plugin_id_list: tools("735"),
      workflow_id_list: { ids: [{ id: "746" }] },
      model_info_config: { model_id: "1737521813", temperature: 1 },
      suggest_reply_info: { reply_mode: "disable" },
    };
    emulator.console.editDraft(bot.id, undeclared);
    expect(await bot.refresh()).toEqual([]);
    expect(await bot.up(declared)).toBe("same");
    emulator.console.editDraft(bot.id, { name: "Other", prompt_info: { prompt: "Two" } });
    expect(await bot.refresh()).toEqual(["name", "promptInfo.prompt"]);
    // Taken into the program, the edit leaves the bot nothing to do, and its hash is the edited one's.
    const hash = bot.inputs.contentHash;
    expect(await bot.up({ ...declared, name: "Other", promptInfo: { prompt: "Two" } })).toBe("same");
    expect(bot.inputs.contentHash).toBe(hash);
    expect(emulator.bots.find(({ id }) => id === bot.id)?.draft).toMatchObject({ description: "From the console" });
  });

  test("an edit of a cached prompt shows as the part that it is about", async () => {
    emulator.set({ quirks });
    const bot = new Managed("bot", envOf(emulator));
    await bot.up(cached);
    editOf(emulator, bot.id, "prompt_info", {
      prefix_prompt_info: { prefix_prompt: "The rules.", dynamic_prompt: "No offers." },
    });
    expect(await bot.refresh()).toEqual(["promptInfo.prefixPromptInfo.dynamicPrompt"]);
    expect(await bot.up(cached)).toBe("updated");
    expect(await bot.refresh()).toEqual([]);
  });
});

test("questions that Coze hides while suggestions are off are not taken for removed; the prologue is still seen", async () => {
  emulator.set({ quirks: { pascalOnboarding: true, omitEmptyBlocks: false, hideQuestionsWhenDisabled: true } });
  const declared = {
    name: "Quiet",
    onboardingInfo: { prologue: "Hi", suggestedQuestions: ["Why?"] },
    suggestReplyInfo: { replyMode: "disable" },
  };
  const bot = new Managed("bot", envOf(emulator));
  await bot.up(declared);
  expect(await bot.refresh()).toEqual([]);
  editOf(emulator, bot.id, "onboarding_info", { prologue: "Hello" });
  expect(await bot.refresh()).toEqual(["onboardingInfo.prologue"]);
  expect(await bot.up(declared)).toBe("updated");
  // Switched on outside, the mode is what shows, and the questions come back as they are.
  editOf(emulator, bot.id, "suggest_reply_info", { reply_mode: "enable" });
  expect(await bot.refresh()).toEqual(["suggestReplyInfo.replyMode"]);
});
