import type { Emulator } from "../../../emulator";
import { clientOf, closeAll, containing, open } from "./client";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => ({ emulator, call } = await open()));
afterAll(closeAll);

function draft(botId: string) {
  const bot = emulator.bots.find(({ id }) => id === botId);
  if (!bot) throw new Error("no such bot");
  return bot.draft;
}

async function create(body: object = {}): Promise<string> {
  const answer = await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "bot", ...body });
  expect(answer.json).toMatchObject({ code: 0, msg: "" });
  return (answer.data as { bot_id: string }).bot_id;
}

const full = {
  description: "d",
  icon_file_id: "7001",
  prompt_info: { prompt: "You are" },
  onboarding_info: { prologue: "Hi", suggested_questions: ["q1", "q2"] },
  plugin_id_list: { id_list: [{ plugin_id: "731", api_id: "735" }] },
  workflow_id_list: { ids: [{ id: "746" }] },
  model_info_config: { model_id: "1706077826", temperature: 0.3, parameters: { thinking_type: "disabled", x: null } },
  suggest_reply_info: { reply_mode: "customized", customized_prompt: "p" },
};

describe("create", () => {
  test("keeps what was written, and answers a 19-digit id", async () => {
    const id = await create(full);
    expect(id).toMatch(/^\d{19}$/);
    expect(draft(id)).toEqual({ name: "bot", ...full });
    expect(emulator.bots.at(-1)).toMatchObject({
      id,
      spaceId: emulator.spaceId,
      ownerUserId: emulator.userId,
      published: {},
      versions: [],
    });
  });

  test("ids increase", async () => {
    const [first, second] = [await create(), await create()];
    expect(BigInt(second) > BigInt(first)).toBe(true);
  });

  test("ignores knowledge and unknown keys, takes null as omitted", async () => {
    const id = await create({ knowledge: { dataset_ids: "wrong" }, bogus: 1, description: null, prompt_info: null });
    expect(draft(id)).toEqual({ name: "bot", description: "" });
  });

  test("counts Unicode code points", async () => {
    await create({ name: "😀".repeat(20) });
    const tooLong = await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "😀".repeat(21) });
    expect(tooLong).toMatchObject({ status: 200, code: 4000 });
  });
});

describe("update", () => {
  test("answers no data, keeps omitted fields, replaces sub-objects whole", async () => {
    const id = await create(full);
    const before = emulator.bots.at(-1)?.updatedAt ?? 0;
    const answer = await call("POST", "/v1/bot/update", {
      bot_id: id,
      onboarding_info: { prologue: "Hello" },
      model_info_config: { model_id: "2" },
    });
    expect(answer.json).toEqual({ code: 0, msg: "", detail: { logid: expect.any(String) as string } });
    expect(draft(id)).toEqual({
      name: "bot",
      ...full,
      onboarding_info: { prologue: "Hello" },
      model_info_config: { model_id: "2" },
    });
    expect(emulator.bots.at(-1)?.updatedAt).toBeGreaterThanOrEqual(before);
  });

  test("empty lists and texts clear; null, an empty icon and list blocks without a list don't", async () => {
    const id = await create(full);
    await call("POST", "/v1/bot/update", {
      bot_id: id,
      description: null,
      icon_file_id: "",
      plugin_id_list: {},
      workflow_id_list: { ids: null },
    });
    expect(draft(id)).toEqual({ name: "bot", ...full });
    const cleared = {
      description: "",
      plugin_id_list: { id_list: [] },
      workflow_id_list: { ids: [] },
      knowledge: { dataset_ids: [] },
    };
    await call("POST", "/v1/bot/update", { bot_id: id, ...cleared });
    expect(draft(id)).toEqual({ name: "bot", ...full, ...cleared });
  });

  test("knows knowledge", async () => {
    const id = await create();
    const knowledge = { dataset_ids: ["1", "2"], auto_call: false, search_strategy: 20 };
    await call("POST", "/v1/bot/update", { bot_id: id, knowledge });
    expect(draft(id).knowledge).toEqual(knowledge);
  });

  test("an unknown bot, and one in a space that the token can't use, is 4200 naming it", async () => {
    const unknown = await call("POST", "/v1/bot/update", { bot_id: "1234567890123456789", name: "x" });
    expect(unknown).toMatchObject({ status: 200, code: 4200, msg: containing("1234567890123456789") });
    const hidden = emulator.console.createDraft(emulator.addSpace(), { name: "x" });
    expect(await call("POST", "/v1/bot/update", { bot_id: hidden, name: "y" })).toMatchObject({ code: 4200 });
  });
});

describe("strictness", () => {
  const wrong: [string, object][] = [
    ["space_id", { space_id: 7 }],
    ["space_id", { space_id: null }],
    ["name", { name: "" }],
    ["name", { name: "x".repeat(21) }],
    ["name", { name: 5 }],
    ["description", { description: "x".repeat(501) }],
    ["prompt_info", { prompt_info: "text" }],
    ["prompt_info.prompt", { prompt_info: { prompt: "x".repeat(20_001) } }],
    ["prompt_info.prompt", { prompt_info: { prompt: "x", prompt_mode: "prefix" } }],
    ["prompt_info.prompt_mode", { prompt_info: { prompt_mode: "other" } }],
    ["onboarding_info.prologue", { onboarding_info: { prologue: "x".repeat(301) } }],
    ["onboarding_info.suggested_questions[1]", { onboarding_info: { suggested_questions: ["", "x".repeat(51)] } }],
    ["plugin_id_list.id_list[0].api_id", { plugin_id_list: { id_list: [{ plugin_id: "1" }] } }],
    ["plugin_id_list.id_list[0].plugin_id", { plugin_id_list: { id_list: [{ plugin_id: 1, api_id: "2" }] } }],
    ["workflow_id_list.ids[0]", { workflow_id_list: { ids: ["746"] } }],
    ["workflow_id_list.ids[0].id", { workflow_id_list: { ids: [{ id: 746 }] } }],
    ["model_info_config.model_id", { model_info_config: { temperature: 1 } }],
    ["model_info_config.model_id", { model_info_config: { model_id: 1706077826 } }],
    ["model_info_config.max_tokens", { model_info_config: { model_id: "1", max_tokens: 1.5 } }],
    [
      "model_info_config.cache_type",
      { model_info_config: { model_id: "1", cache_type: "prefix", api_mode: "responses_api" } },
    ],
    ["suggest_reply_info.reply_mode", { suggest_reply_info: { reply_mode: "on" } }],
    ["suggest_reply_info.customized_prompt", { suggest_reply_info: { reply_mode: "customized" } }],
  ];

  test.each(wrong)("create refuses a wrong %s: %j", async (field, body) => {
    const count = emulator.bots.length;
    const answer = await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "bot", ...body });
    expect(answer).toMatchObject({ status: 200, code: 4000, msg: containing(`field ${field}:`) });
    expect(emulator.bots).toHaveLength(count);
  });

  const wrongUpdates: [string, object][] = [
    ["bot_id", { bot_id: 7 }],
    ["name", { name: "" }],
    ["knowledge.dataset_ids", { knowledge: { dataset_ids: Array.from({ length: 151 }, String) } }],
    ["knowledge.dataset_ids[0]", { knowledge: { dataset_ids: [1] } }],
    ["knowledge.search_strategy", { knowledge: { search_strategy: 2 } }],
    ["knowledge.auto_call", { knowledge: { auto_call: "yes" } }],
  ];

  test.each(wrongUpdates)("update refuses a wrong %s", async (field, body) => {
    const answer = await call("POST", "/v1/bot/update", { bot_id: await create(), ...body });
    expect(answer).toMatchObject({ status: 200, code: 4000, msg: containing(`field ${field}:`) });
  });

  test("allows what is at the limits", async () => {
    await create({
      name: "x".repeat(20),
      description: "x".repeat(500),
      prompt_info: { prompt_mode: "prefix", prompt: "", prefix_prompt_info: { prefix_prompt: "p" } },
      onboarding_info: { prologue: "x".repeat(300), suggested_questions: ["x".repeat(50)] },
      model_info_config: { model_id: "1", cache_type: "closed", api_mode: "responses_api" },
    });
  });

  test("a body that isn't JSON, isn't an object, or isn't declared as JSON is 4000", async () => {
    const good = JSON.stringify({ space_id: emulator.spaceId, name: "bot" });
    for (const [body, type] of [
      ["{", "application/json"],
      ["[]", "application/json"],
      [good, "text/plain"],
    ]) {
      const answer = await call("POST", "/v1/bot/create", body, { "content-type": type ?? "" });
      expect(answer).toMatchObject({ status: 200, code: 4000 });
    }
    const charset = { "content-type": "application/json; charset=utf-8" };
    expect(await call("POST", "/v1/bot/create", good, charset)).toMatchObject({ code: 0 });
  });
});
