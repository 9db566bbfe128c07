import { startEmulator, type Emulator } from "../../../emulator";
import { envOf, Managed } from "../../harness/engine/managed";

let emulator: Emulator;
let bot: Managed;

beforeEach(async () => {
  emulator = await startEmulator();
  bot = new Managed("bot", envOf(emulator));
});
afterEach(() => emulator.close());

const modelId = "1706077826";
const prefix = { promptMode: "prefix", prefixPromptInfo: { prefixPrompt: "The rules." } };
const standard = { prompt: "Hello." };

const ways = [
  ["cacheType", { modelId, cacheType: "prefix" }, { modelId }, { cache_type: "closed" }],
  [
    "parameters.caching.type",
    { modelId, apiMode: "responses_api", parameters: { caching: { type: "enabled" } } },
    { modelId, apiMode: "responses_api" },
    { parameters: { caching: { type: "disabled" } } },
  ],
] as const;

test.each(ways)("prefix caching by %s ends with the prefix mode", async (_path, caching, without, written) => {
  await bot.up({ name: "Support", promptInfo: prefix, modelInfoConfig: { ...caching, spAntiLeak: true } });
  expect(await bot.up({ name: "Support", promptInfo: standard, modelInfoConfig: without })).toBe("updated");
  const [{ draft } = {}] = emulator.bots;
  expect(draft?.prompt_info).toMatchObject({ prompt: "Hello.", prompt_mode: "standard" });
  expect(draft?.model_info_config).toMatchObject({ model_id: modelId, sp_anti_leak: false, ...written });
  expect(await bot.refresh()).toEqual([]);
});

test.each(ways)(
  "with caching by %s the model block may not go in the run in which the mode goes",
  async (path, caching) => {
    await bot.up({ name: "Support", promptInfo: prefix, modelInfoConfig: caching });
    emulator.clearCalls();
    for (const promptInfo of [standard, undefined]) {
      await expect(bot.up({ name: "Support", promptInfo })).rejects.toThrow(
        `modelInfoConfig: must stay, without ${path}, in the run in which promptInfo.promptMode leaves "prefix"`,
      );
    }
    expect(emulator.calls).toEqual([]);
    // The mode may stay without the block, which keeps its values on Coze.
    expect(await bot.up({ name: "Support", promptInfo: prefix })).toBe("updated");
    expect(emulator.bots[0]?.draft.model_info_config).toMatchObject({ model_id: modelId });
  },
);

test("Coze takes no prompt while prefix caching is on", async () => {
  const { url, token } = emulator;
  await bot.up({ name: "Support", promptInfo: prefix, modelInfoConfig: ways[0][1] });
  const answer = await fetch(`${url}/v1/bot/update`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ bot_id: bot.id, prompt_info: { prompt: "Hello.", prompt_mode: "standard" } }),
  });
  expect(await answer.json()).toMatchObject({ code: 4000 });
});
