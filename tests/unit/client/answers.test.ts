import type { CozeApi } from "../../../provider/client/api";
import * as z from "../../../provider/client/http/schema";
import { LostAnswerError } from "../../../provider/client/errors/errors";
import { clientFor, emulate } from "./emulated";

/** What the client makes of one answer. */
async function read<T>(data: unknown, call: (api: CozeApi) => Promise<T>): Promise<T> {
  const emulator = await emulate();
  emulator.fault({ kind: { status: 200, body: { code: 0, data } } });
  return call(clientFor(emulator).api);
}

/** Every read, as Coze documents it, and the same with other numbers. */
const READS: readonly (readonly [
  string,
  (write: (value: number) => unknown) => unknown,
  (api: CozeApi) => Promise<unknown>,
])[] = [
  [
    "a bot",
    (n) => ({ bot_id: "1", create_time: n(5), bot_mode: n(1), model_info: { model_id: "9", top_p: n(0.5) } }),
    (api) => api.readDraft("1"),
  ],
  [
    "a list of bots",
    (n) => ({ items: [{ id: "1", updated_at: n(5), published_at: n(6), is_published: true }], total: n(1) }),
    (api) => api.listBots("1", "all"),
  ],
  ["the newest version", (n) => ({ items: [{ version: "1", created_at: n(5) }] }), (api) => api.newestVersion("1")],
  [
    "the published bots",
    (n) => ({ space_bots: [{ bot_id: "1", publish_time: n(5) }], total: n(1) }),
    (api) => api.listPublished("1"),
  ],
  [
    "the knowledge bases",
    (n) => ({ dataset_list: [{ dataset_id: "1", format_type: n(2), doc_count: n(0), create_time: n(5) }] }),
    (api) => api.knowledge.listDatasets("1"),
  ],
  [
    "the documents",
    (n) => ({
      document_infos: [
        {
          document_id: "1",
          size: n(3),
          status: n(9),
          char_count: n(4),
          slice_count: n(1),
          create_time: n(5),
          update_type: n(1),
          update_interval: n(24),
        },
      ],
    }),
    (api) => api.knowledge.listDocuments("1"),
  ],
  [
    "the progress of a document",
    (n) => ({ data: [{ document_id: "1", status: n(1), progress: n(100), remaining_time: n(0), size: n(3) }] }),
    (api) => api.knowledge.readProgress("1", "1"),
  ],
  ["a file", (n) => ({ id: "1", bytes: n(3), created_at: n(5) }), (api) => api.files.retrieve("1")],
  [
    "the workflows",
    (n) => ({ items: [{ workflow_id: "1", created_at: n(5), updated_at: n(6) }], has_more: false }),
    (api) => api.library.listWorkflows("1", { publishStatus: "all" }),
  ],
];

describe.each(READS)("%s", (_what, dataWith, call) => {
  test("has the same numbers if Coze writes them as texts", async () => {
    expect(await read(dataWith(String), call)).toEqual(
      await read(
        dataWith((value) => value),
        call,
      ),
    );
  });

  test("lacks what is null", async () => {
    const found = await read(
      dataWith(() => null),
      call,
    );
    const absent = await read(JSON.parse(JSON.stringify(dataWith(() => undefined))), call);
    expect(JSON.stringify(found)).not.toContain("null");
    expect(found).toEqual(absent);
  });

  test("lacks a number in whose place an empty text is", async () => {
    const found = await read(
      dataWith(() => ""),
      call,
    );
    const absent = await read(JSON.parse(JSON.stringify(dataWith(() => undefined))), call);
    expect(found).toEqual(absent);
  });
});

/** A bot, as it is read where one field of it is odd, and what is logged. */
async function readTwice(odd: object) {
  const emulator = await emulate();
  const data = { bot_id: "1", name: "Support", ...odd };
  emulator.fault({ times: 2, kind: { status: 200, body: { code: 0, data } } });
  const { api, lines } = clientFor(emulator);
  await api.readDraft("1");
  return { bot: await api.readDraft("1"), lines };
}

const PLUGIN = { plugin_id: "7", api_info_list: [{ api_id: "8" }] };

test.each([
  ["a field", { version: 7 }, {}, "version", "version"],
  ["a time", { create_time: "today" }, {}, "create_time", "create_time"],
  // An absent leaf of a block stands for its default.
  ["a leaf", { prompt_info: { prompt: 7, prompt_mode: "standard" } }, {}, "prompt_info.prompt", "prompt_info"],
  [
    "an item of a list of texts",
    { onboarding_info: { suggested_questions: ["Where?", null] } },
    {},
    "onboarding_info.suggested_questions[]",
    "onboarding_info",
  ],
  ["a list", { workflow_info_list: {} }, {}, "workflow_info_list", "workflow_info_list"],
  [
    "a field of an item",
    { plugin_info_list: [{ ...PLUGIN, name: 7 }] },
    { plugin_info_list: [PLUGIN] },
    "plugin_info_list[].name",
    "plugin_info_list[].name",
  ],
])("%s that is odd is left out, and named once in a process", async (_what, odd, read, field, from) => {
  const { bot, lines } = await readTwice(odd);
  expect(bot).toEqual({ bot_id: "1", name: "Support", ...read });
  expect(lines).toEqual([`coze: Coze's answer (read bot 1) has an unusable ${field}; its ${from} is left out`]);
});

test.each([
  [{ bot_id: 7 }, "bot_id"],
  [{ bot_id: undefined }, "bot_id"],
  [{ bot_id: "7\u202e" }, "bot_id"],
  [{ workflow_info_list: [{ id: "1" }, { id: 2 }] }, "workflow_info_list[].id"],
  [{ knowledge: { knowledge_infos: [{}] } }, "knowledge.knowledge_infos[].id"],
  [{ plugin_info_list: [{ ...PLUGIN, api_info_list: [{ api_id: 8 }] }] }, "plugin_info_list[].api_info_list[].api_id"],
  // Without it the plugin would seem to have no tools.
  [{ plugin_info_list: [{ ...PLUGIN, api_info_list: "8" }] }, "plugin_info_list[].api_info_list"],
  [{ plugin_info_list: [{ ...PLUGIN, api_info_list: [null] }] }, "plugin_info_list[].api_info_list[]"],
  [{ name: 7, bot_id: 7 }, "bot_id"],
])("%j is refused with the name of its field", async (odd, field) => {
  await expect(readTwice(odd)).rejects.toThrow(
    new RegExp(
      `^Coze could not read bot 1: the answer has no usable ${field.replace(/[[\].]/g, "\\$&")}, log id \\w+\\. ` +
        "Check coze:baseUrl \\(.*\\): that server does not answer as Coze documents\\.$",
    ),
  );
});

test.each([["a text"], [7], [[]], [[{ bot_id: "1" }]]])("%j is no answer at all", async (data) => {
  await expect(read(data, (api) => api.readDraft("1"))).rejects.toThrow(
    "the answer was lost (HTTP 200 with a body that is not an answer of Coze",
  );
});

test("a create whose answer has an odd id is a lost one", async () => {
  await expect(read({ bot_id: 7 }, (api) => api.createBot("1", { name: "A" }))).rejects.toThrow(
    /^Coze could not create a bot in workspace 1: the answer has no usable bot_id, log id \w+\. Coze may have created it anyway\./,
  );
  await expect(read({ bot_id: 7 }, (api) => api.createBot("1", { name: "A" }))).rejects.toBeInstanceOf(LostAnswerError);
});

test.each([[[null]], [["Hi"]], [[{ type: "answer", content: 7 }]], ["none"]])(
  "messages of another type are no answer: %j",
  async (messages) => {
    const chat = { id: "1", conversation_id: "2", status: "completed" };
    await expect(read(messages, (api) => api.chats.listMessages(chat))).rejects.toThrow("not an answer of Coze");
  },
);

test("an empty total does not end a list early", async () => {
  const page = { items: Array.from({ length: 20 }, (_, i) => ({ id: String(i) })), total: "" };
  const emulator = await emulate();
  const fault = (nth: number, items: object[]) =>
    emulator.fault({
      route: "GET /v1/bots",
      nth,
      kind: { status: 200, body: { code: 0, data: { items, total: "" } } },
    });
  fault(1, page.items);
  fault(2, [{ id: "20" }]);
  expect(await clientFor(emulator).api.listBots("1", "all")).toHaveLength(21);
});

test.each(["1x", "NaN", "Infinity", true, [], {}])("%j is no number", (value) => {
  expect(z.number.safeParse(value).success).toBe(false);
});

test.each(["", " "])("%j is a number that is absent", (value) => {
  expect(z.number.safeParse(value)).toEqual({ success: true, data: undefined });
});

test("half a character is no id: it could not be a part of an address", () => {
  expect(z.id.safeParse("7\ud800").success).toBe(false);
  expect(z.id.safeParse("7😀").success).toBe(true);
});
