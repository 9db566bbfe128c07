import { FIELDS } from "../../provider/resources/bot/fields";
import { CozeApi } from "../../provider/client/api";
import type { Request } from "../../provider/client/http/call";
import { officialNames } from "./official";

const official = officialNames("CreateBotReq", "UpdateBotReq", "PublishBotReq", "ListBotNewReq", "RetrieveBotNewReq");

/** In Coze's page on updating a bot, and not in the official client's types. */
const ONLY_IN_PAGES = [
  "prompt_info.prompt_mode",
  "prompt_info.prefix_prompt_info.prefix_prompt",
  "prompt_info.prefix_prompt_info.dynamic_prompt",
  "model_info_config.sp_anti_leak",
  "model_info_config.sp_current_time",
  "model_info_config.cache_type",
  "model_info_config.api_mode",
  "model_info_config.parameters.thinking_type",
  "model_info_config.parameters.caching.type",
  "model_info_config.parameters.store",
  "model_info_config.parameters.caching_expire_time",
];

test("every input of a bot is written under a name of the official client, but for what only Coze's pages have", () => {
  const unknown = FIELDS.map(({ write }) => write).filter((name) => !official.UpdateBotReq.all.has(name));
  expect(unknown).toEqual(ONLY_IN_PAGES);
});

test("every setting of the model that the official client can write is an input of ours", () => {
  const written = FIELDS.map(({ write }) => write);
  const theirs = [...official.UpdateBotReq.all].filter((name) => name.startsWith("model_info_config."));
  expect(theirs.filter((name) => !written.includes(name))).toEqual([]);
});

/** The calls that our client makes, without making them. */
async function callsOf(use: (api: CozeApi) => Promise<unknown>): Promise<Request[]> {
  const calls: Request[] = [];
  const caller = {
    send: (call: Request) => caller.call(call),
    call(call: Request) {
      calls.push(call);
      return Promise.resolve({ kind: "ok", data: { bot_id: "1", version: "1", items: [] }, date: undefined });
    },
    markFresh: () => undefined,
    serverNow: () => 0,
    clock: { now: () => 0 },
  };
  await use(new CozeApi(caller as never));
  return calls;
}

test.each([
  ["create", (api: CozeApi) => api.createBot("7", { name: "Support" }), official.CreateBotReq],
  ["update", (api: CozeApi) => api.updateBot("7", { name: "Support" }), official.UpdateBotReq],
  ["publish", (api: CozeApi) => api.publishBot("7", ["1024"], undefined), official.PublishBotReq],
])("our %s sends the names of the official client", async (_name, use, names) => {
  const [call] = await callsOf(use);
  expect([...names.all]).toEqual(expect.arrayContaining(Object.keys(call?.body ?? {})));
  expect(Object.keys(call?.body ?? {})).toEqual(
    expect.arrayContaining([...names.required].filter((name) => !name.includes("."))),
  );
});

test.each([
  ["list", (api: CozeApi) => api.listBots("7", "published_online", "999"), official.ListBotNewReq, []],
  // The channel of a read stands in Coze's interface definitions alone.
  ["read", (api: CozeApi) => api.readPublished("7", "999"), official.RetrieveBotNewReq, ["connector_id"]],
])("our %s asks with the names of the official client", async (_name, use, names, others) => {
  const [call] = await callsOf(use);
  const asked = Object.keys(call?.query ?? {});
  expect(asked.filter((name) => !names.all.has(name))).toEqual(others);
});
