import * as fc from "fast-check";
import type { Reply } from "./raw-server";

export const TOKEN = "pat_0123456789abcdef";
export const BOT = "7390000000000000001";
export const SPACE = "7360000000000000001";
export const APP = "7510000000000000009";
export const USER = "2069720456000";

/** Codes that mean something to the provider, and one that does not. */
const CODES = [4000, 4006, 4007, 4009, 4013, 4015, 4028, 4100, 4101, 4200, 5000, 702042078, 987];

const INFO = {
  bot_id: BOT,
  name: "Support",
  description: "Answers questions.",
  icon_url: "https://a.b/c?sign=1",
  create_time: 1_700_000_000,
  update_time: 1_700_000_100,
  version: "1700000000000",
  owner_user_id: "1",
  bot_mode: 0,
  prompt_info: { prompt: "Be kind.", prompt_mode: "standard", prefix_prompt_info: { prefix_prompt: "a" } },
  onboarding_info: { prologue: "Hi!", suggested_questions: ["Where?"] },
  knowledge: { knowledge_infos: [{ id: "71", name: "kb" }] },
  plugin_info_list: [{ plugin_id: "731", api_info_list: [{ api_id: "735" }] }],
  workflow_info_list: [{ id: "746" }],
  model_info: { model_id: "9", temperature: 1, parameters: { thinking_type: "auto", caching: { type: "enabled" } } },
  suggest_reply_info: { reply_mode: "enable", customized_prompt: "" },
};
const ITEM = { id: BOT, name: "Support", updated_at: 1_700_000_000, is_published: true, owner_user_id: "1" };
const DOCUMENT = { document_id: "81", name: "a.md", status: 1, size: 3, create_time: 1_700_000_000, type: 0 };
const DATASET = { dataset_id: "71", name: "Base", format_type: 0, create_time: 1_700_000_000 };

const CALL = { type: "function_call", content: JSON.stringify({ name: "tools-find", arguments: { id: "7" } }) };
const MESSAGE = { type: "answer", content: "PASS, hi!" };
const CHAT = { id: "91", conversation_id: "92", status: "completed" };
/** The events of a chat's stream. */
const EVENTS = [
  ["conversation.message.completed", CALL],
  ["conversation.message.completed", MESSAGE],
  ["conversation.chat.completed", CHAT],
  ["done", "[DONE]"],
];

/** The data that Coze answers with, of each call that the provider makes. */
const DATA: readonly (readonly [RegExp, unknown])[] = [
  [/^POST \/v1\/bot\/create$/, { bot_id: BOT }],
  [/^POST \/v1\/bot\/publish$/, { bot_id: BOT, version: "1700000000001" }],
  [/^GET \/v1\/bots\/\d+\/versions$/, { items: [{ version: "1700000000001", created_at: 1 }], has_more: false }],
  [/^GET \/v1\/bots\/\d+$/, INFO],
  [/^GET \/v1\/bot\/get_online_info$/, INFO],
  [/^GET \/v1\/bots$/, { items: [ITEM], total: 1 }],
  [/^GET \/v1\/space\/published_bots_list$/, { space_bots: [{ bot_id: BOT, publish_time: "1" }], total: 1 }],
  [/^GET \/v1\/users\/me$/, { user_id: "1" }],
  [/^POST \/v1\/datasets$/, { dataset_id: "71" }],
  [/^GET \/v1\/datasets$/, { dataset_list: [DATASET], total_count: 1 }],
  [/\/process$/, { data: [{ document_id: "81", status: 1, progress: 100, remaining_time: 0 }] }],
  [/document\/create$/, { document_infos: [DOCUMENT] }],
  [/document\/list$/, { document_infos: [DOCUMENT], total: 1 }],
  [/^GET \/v1\/workspaces$/, { workspaces: [{ id: SPACE, name: "Shop" }], total_count: 1 }],
  [/^GET \/v1\/workspaces\/\d+\/members$/, { items: [{ user_id: USER, role_type: "member" }], total_count: 1 }],
  [/^POST \/v1\/api_apps$/, { id: APP, name: "Alarm", app_type: "normal", verify_token: "secret" }],
  [/^GET \/v1\/api_apps$/, { items: [{ id: APP, name: "Alarm", verify_token: "secret" }], has_more: false }],
  [/^GET \/v1\/api_apps\/\d+\/events$/, { items: [{ event_type: "bot.published" }], has_more: false }],
  [/^POST \/v1\/workspaces\/\d+\/members$/, { added_success_user_ids: [USER] }],
  [/^DELETE \/v1\/workspaces\/\d+\/members$/, { removed_success_user_ids: [USER] }],
  [/^GET \/v1\/workflows$/, { items: [{ workflow_id: "746", workflow_name: "Pay" }], has_more: false }],
  [/^GET \/v1\/plugins\/\d+$/, { plugin_id: "731", name: "P", tools: [{ tool_id: "735", name: "T" }] }],
  [/^POST \/v1\/files\/upload$/, { id: "61", file_name: "a.csv", bytes: 3, created_at: 1 }],
  [/^GET \/v1\/files\/retrieve$/, { id: "61", file_name: "a.csv", bytes: 3, created_at: 1 }],
  [/^POST \/v3\/chat$/, { ...CHAT, status: "in_progress" }],
  [/^GET \/v3\/chat\/retrieve$/, CHAT],
  [/^GET \/v3\/chat\/message\/list$/, [CALL, MESSAGE]],
];

/** The keys of lists. */
const ITEMS = ["items", "space_bots", "dataset_list", "document_infos"];

/** A reply, once it is known to which request. */
export type Answer = (method: string, path: string) => Reply;

const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(`Bearer ${TOKEN}`, `\u202e${TOKEN}\u0007`, "x".repeat(100_000), "<html>"),
);

/** Anything in the place of anything: what is put in, and the way to where. */
const change = fc.record({ at: fc.array(fc.nat(50), { maxLength: 6 }), by: fc.oneof(fc.jsonValue(), words) });

const envelope = fc.record({
  code: fc.oneof({ arbitrary: fc.constant(0), weight: 4 }, fc.constantFrom<unknown>(...CODES, "0", null, -1)),
  msg: fc.oneof(words, fc.jsonValue()),
  detail: fc.oneof(fc.record({ logid: fc.oneof(words, fc.jsonValue()) }), fc.jsonValue()),
  changes: fc.array(change, { maxLength: 2 }),
});

const body = fc.oneof(
  {
    arbitrary: envelope.map(
      ({ changes, ...rest }) =>
        (data: unknown): string =>
          written({ ...rest, data: changes.reduce(withChange, data) }),
    ),
    weight: 8,
  },
  { arbitrary: fc.jsonValue().map((value) => () => JSON.stringify(value)), weight: 1 },
  { arbitrary: words.map((text) => () => text), weight: 1 },
);

const headers = fc.dictionary(
  fc.constantFrom("date", "retry-after", "x-tt-logid", "content-type", "content-encoding", "location", "set-cookie"),
  // A line break would begin another header.
  fc
    .oneof(words, fc.constantFrom("gzip", "1", "text/html", "Fri, 27 Nov 2026 10:00:00 GMT"))
    .map((text) => text.replace(/[\r\n]/g, " ").slice(0, 2_000)),
  { maxKeys: 3 },
);

const status = fc.oneof(
  { arbitrary: fc.constant(200), weight: 16 },
  { arbitrary: fc.constantFrom(201, 204, 301, 304, 400, 401, 403, 404, 413, 429, 500, 502, 503, 504), weight: 3 },
  { arbitrary: fc.integer({ min: 100, max: 999 }), weight: 1 },
);

const cut = fc.option(fc.nat(1_500), { nil: undefined, freq: 10 });

/** What Coze answers as long as nothing is wrong, with or without streams. */
const faithful =
  (streams: boolean): Answer =>
  (method, path) =>
    reply(written({ code: 0, msg: "", data: dataOf(method, path, streams) }));
export const FAITHFUL: readonly (readonly [string, Answer])[] = [
  ["streamed", faithful(true)],
  ["polled", faithful(false)],
];

/** What Coze answers once everything was deleted. */
export const vanished: Answer = (method, path) => {
  const data = dataOf(method, path, false);
  const list = ITEMS.find((key) => Object.hasOwn(data, key));
  return reply(JSON.stringify(list ? { code: 0, data: { [list]: [] } } : { code: 4200, msg: "not found" }));
};

/** Any status, headers, content and end. */
const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({ status, headers, body, cut, streams: fc.boolean() })
  .map(({ body: write, streams, headers, ...rest }) => (method, path) => {
    const text = write(dataOf(method, path, streams));
    return { ...reply(text), ...rest, headers: { ...reply(text).headers, ...headers } };
  });

export const answers = fc.oneof({ arbitrary: anyAnswer, weight: 4 }, { arbitrary: fc.constant(vanished), weight: 1 });

function reply(body: string): Reply {
  return { status: 200, headers: body.startsWith("event: ") ? { "content-type": "text/event-stream" } : {}, body };
}

function dataOf(method: string, path: string, streams: boolean): object {
  if (streams && path === "/v3/chat") return EVENTS;
  return DATA.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1] ?? {};
}

/** Events where the data is still a list of them, else JSON. */
function written(envelope: { readonly code: unknown; readonly msg: unknown; readonly data: unknown }): string {
  const { code, data } = envelope;
  const events = code === 0 && Array.isArray(data) ? data.filter(isEvent) : [];
  if (events.length === 0) return JSON.stringify(envelope);
  return events.map(([event, content]) => `event: ${event}\ndata: ${JSON.stringify(content)}\n\n`).join("");
}

function isEvent(item: unknown): item is [string, unknown] {
  return Array.isArray(item) && typeof item[0] === "string";
}

function withChange(value: unknown, { at: [first, ...rest], by }: { at: number[]; by: unknown }): unknown {
  if (first === undefined || typeof value !== "object" || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const inner = withChange((value as Record<string, unknown>)[key], { at: rest, by });
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}
