import type { Emulator } from "../../../emulator";
import { clientOf, closeAll, containing, open } from "./client";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => ({ emulator, call } = await open()));
afterEach(closeAll);

const content = {
  name: "bot",
  icon_file_id: "7001",
  prompt_info: { prompt: "You are", prompt_mode: "standard" as const },
  onboarding_info: { prologue: "Hi", suggested_questions: ["q1"] },
  knowledge: { dataset_ids: ["738"], auto_call: false, search_strategy: 1 as const },
  plugin_id_list: {
    id_list: [
      { plugin_id: "731", api_id: "1" },
      { plugin_id: "732", api_id: "2" },
      { plugin_id: "731", api_id: "3" },
    ],
  },
  workflow_id_list: { ids: [{ id: "746" }] },
  model_info_config: { model_id: "1706077826", temperature: 0.3 },
  voice_ids: ["7468"],
};

async function readDraft(id: string) {
  return (await call("GET", `/v1/bots/${id}?is_published=false`)).data as Record<string, unknown>;
}

describe("read", () => {
  test("the draft in the read shape, without what can't be read", async () => {
    const id = emulator.console.createDraft(emulator.spaceId, content);
    const info = await readDraft(id);
    expect(info).toMatchObject({
      bot_id: id,
      name: "bot",
      description: "",
      version: "",
      bot_mode: 0,
      owner_user_id: emulator.userId,
      prompt_info: { prompt: "You are", prompt_mode: "standard" },
      onboarding_info: { prologue: "Hi", suggested_questions: ["q1"] },
      knowledge: { knowledge_infos: [{ id: "738" }] },
      plugin_info_list: [
        { plugin_id: "731", api_info_list: [{ api_id: "1" }, { api_id: "3" }] },
        { plugin_id: "732", api_info_list: [{ api_id: "2" }] },
      ],
      workflow_info_list: [{ id: "746" }],
      voice_info_list: [{ voice_id: "7468", language_code: "zh" }],
      suggest_reply_info: { reply_mode: "enable", customized_prompt: "" },
    });
    expect(info.model_info).toEqual({
      model_id: "1706077826",
      model_name: expect.any(String) as string,
      temperature: 0.3,
      context_round: 3,
      max_tokens: 4096,
    });
    expect(String(info.create_time)).toMatch(/^\d{10}$/);
    const text = JSON.stringify(info);
    for (const hidden of ["icon_file_id", "auto_call", "search_strategy", "space_id", "7001", emulator.spaceId]) {
      expect(text).not.toContain(hidden);
    }
  });

  test("defaults of a bare bot", async () => {
    const info = await readDraft(emulator.console.createDraft(emulator.spaceId, { name: "bot" }));
    expect(info).toMatchObject({
      prompt_info: { prompt: "" },
      onboarding_info: { prologue: "", suggested_questions: [] },
      knowledge: { knowledge_infos: [] },
      plugin_info_list: [],
      workflow_info_list: [],
      variables: [],
      shortcut_commands: [],
      media_config: { is_voice_call_closed: false },
      model_info: { model_id: expect.stringMatching(/^\d+$/) as string },
    });
  });

  test("the icon's URL is signed anew at each read", async () => {
    const id = emulator.console.createDraft(emulator.spaceId, content);
    const [first, second] = [await readDraft(id), await readDraft(id)];
    expect(first.icon_url).toMatch(/x-expires=\d+&x-signature=/);
    expect(first.icon_url).not.toBe(second.icon_url);
  });

  test("published and draft are apart, by channel", async () => {
    const id = emulator.console.createDraft(emulator.spaceId, content);
    const version = emulator.console.publish(id, ["1024"]);
    emulator.console.editDraft(id, { name: "later" });
    for (const path of [`/v1/bots/${id}`, `/v1/bots/${id}?is_published=true`, `/v1/bot/get_online_info?bot_id=${id}`]) {
      expect((await call("GET", path)).data).toMatchObject({ name: "bot", version });
    }
    expect(await readDraft(id)).toMatchObject({ name: "later", version: "" });
    const other = await call("GET", `/v1/bots/${id}?connector_id=999`);
    expect(other).toMatchObject({ status: 200, code: 4015, msg: containing(id) });
  });

  test("never published, unknown, hidden and malformed reads", async () => {
    const id = emulator.console.createDraft(emulator.spaceId, content);
    const hidden = emulator.console.createDraft(emulator.addSpace(), content);
    expect(await call("GET", `/v1/bots/${id}`)).toMatchObject({ code: 4015, msg: containing(id) });
    expect(await call("GET", `/v1/bot/get_online_info?bot_id=${id}`)).toMatchObject({ code: 4015 });
    expect(await call("GET", "/v1/bot/get_online_info")).toMatchObject({ code: 4000 });
    expect(await call("GET", "/v1/bots/17?is_published=false")).toMatchObject({ status: 200, code: 4200 });
    expect(await call("GET", `/v1/bots/${hidden}?is_published=false`)).toMatchObject({ code: 4200 });
    expect(await call("GET", `/v1/bots/${id}?is_published=no`)).toMatchObject({ code: 4000 });
    emulator.console.deleteBot(id);
    expect(await call("GET", `/v1/bots/${id}?is_published=false`)).toMatchObject({ code: 4200 });
  });

  test("quirks", async () => {
    const id = emulator.console.createDraft(emulator.spaceId, content);
    emulator.console.publish(id, ["1024"]);
    emulator.set({ quirks: { pascalOnboarding: true } });
    emulator.set({ quirks: { zeroApiIds: true } });
    const info = await readDraft(id);
    expect(info.onboarding_info).toEqual(expect.objectContaining({ Prologue: "Hi", SuggestedQuestions: ["q1"] }));
    expect(info.onboarding_info).not.toHaveProperty("prologue");
    expect(info.plugin_info_list).toMatchObject([{ api_info_list: [{ api_id: "0" }, { api_id: "0" }] }, {}]);
    const live = (await call("GET", `/v1/bots/${id}`)).data;
    expect(live).toMatchObject({ onboarding_info: { prologue: "Hi" }, plugin_info_list: [{}, {}] });
    expect(JSON.stringify(live)).not.toContain('"0"');
  });

  test("quirk: empty blocks and lists are left out", async () => {
    emulator.set({ quirks: { omitEmptyBlocks: true } });
    const bare = await readDraft(emulator.console.createDraft(emulator.spaceId, { name: "bot" }));
    expect(Object.keys(bare).sort()).toEqual(
      [
        ...["bot_id", "bot_mode", "create_time", "default_user_input_type", "description", "folder_id", "icon_url"],
        ...["model_info", "name", "owner_user_id", "update_time", "version"],
      ].sort(),
    );
    const full = await readDraft(emulator.console.createDraft(emulator.spaceId, content));
    expect(full).toMatchObject({
      knowledge: { knowledge_infos: [{ id: "738" }] },
      onboarding_info: { prologue: "Hi" },
    });
  });

  test("quirk: no questions while suggestions are disabled", async () => {
    emulator.set({ quirks: { hideQuestionsWhenDisabled: true } });
    const suggest_reply_info = { reply_mode: "disable" as const };
    const info = await readDraft(emulator.console.createDraft(emulator.spaceId, { ...content, suggest_reply_info }));
    expect(info.onboarding_info).toEqual({ prologue: "Hi" });
  });
});

describe("list", () => {
  async function list(query: string) {
    const path = `/v1/bots?workspace_id=${emulator.spaceId}&${query}`;
    return (await call("GET", path)).data as { items: Record<string, unknown>[]; total: number };
  }

  test("filters by state and channel", async () => {
    const make = (name: string) => emulator.console.createDraft(emulator.spaceId, { name });
    const [never, live, edited, gone, chat] = ["never", "live", "edited", "gone", "chat"].map(make) as [...string[]] & {
      length: 5;
    };
    for (const id of [live, edited, gone]) emulator.console.publish(id ?? "", ["1024"]);
    emulator.console.publish(chat ?? "", ["999"]);
    emulator.console.editDraft(edited ?? "", { description: "newer" });
    emulator.console.unpublish(gone ?? "", "1024");
    emulator.console.createDraft(emulator.otherSpaceId, { name: "elsewhere" });

    const ids = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await ids("publish_status=all")).toEqual([chat, gone, edited, live, never]);
    expect(await ids("publish_status=all&connector_id=999")).toHaveLength(5);
    expect(await ids("publish_status=")).toEqual([edited, live]);
    expect(await ids("publish_status=published_online&connector_id=999")).toEqual([chat]);
    expect(await ids("publish_status=published_draft")).toEqual([edited]);
    expect(await ids("publish_status=unpublished_draft")).toEqual([gone, never]);
  });

  test("items in their documented shape", async () => {
    const id = emulator.console.createDraft(emulator.spaceId, { name: "bot", description: "d" }, { ageSeconds: 100 });
    const [draft] = (await list("publish_status=all")).items;
    expect(draft).toMatchObject({ id, name: "bot", description: "d", is_published: false, folder_id: "" });
    expect(draft).not.toHaveProperty("published_at");
    expect(draft?.owner_user_id).toBe(emulator.userId);
    expect(Number(draft?.updated_at)).toBeLessThanOrEqual(Date.now() / 1000 - 100);
    const version = emulator.console.publish(id, ["1024"]);
    const [live] = (await list("")).items;
    expect(live).toMatchObject({ is_published: true, published_at: Math.floor(Number(version) / 1000) });
  });

  test("pages", async () => {
    for (let i = 0; i < 5; i++) emulator.console.createDraft(emulator.spaceId, { name: `bot${i}` });
    const names = async (query: string) => {
      const page = await list(`publish_status=all&${query}`);
      return [page.total, ...page.items.map(({ name }) => name)];
    };
    expect(await names("page_num=2&page_size=2")).toEqual([5, "bot2", "bot1"]);
    expect(await names("page_num=4&page_size=2")).toEqual([5]);
    expect(await names("page_index=2&page_size=2")).toEqual([5, "bot4", "bot3"]);
  });

  test.each([
    ["WorkspaceId", "space_id=1"],
    ["publish_status", "workspace_id=1&publish_status=online"],
    ["page_size", "workspace_id=1&page_size=11"],
    ["page_num", "workspace_id=1&page_num=0"],
  ])("refuses a wrong %s", async (field, query) => {
    emulator.set({ maxPageSize: 10 });
    const answer = await call("GET", `/v1/bots?${query}`);
    expect(answer).toMatchObject({ status: 200, code: 4000, msg: containing(`field ${field}:`) });
  });

  test("a space that the token can't use is 4101", async () => {
    expect(await call("GET", "/v1/bots?workspace_id=1")).toMatchObject({ status: 200, code: 4101 });
  });
});
