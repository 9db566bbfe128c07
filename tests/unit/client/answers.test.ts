import type { CozeApi } from "../../../provider/client/bots";
import { isId, isNumber, numberOf } from "../../../provider/client/http/answers";
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

test("what is null in a list makes it no answer, and is no gap in it", async () => {
  const bot = { bot_id: "1", onboarding_info: { suggested_questions: ["Where?", null] } };
  await expect(read(bot, (api) => api.readDraft("1"))).rejects.toThrow("not an answer of Coze");
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
  expect(isNumber(value)).toBe(false);
});

test.each(["", " "])("%j is a number that is absent", (value) => {
  expect(isNumber(value)).toBe(true);
  expect(numberOf(value)).toBeUndefined();
});

test("half a character is no id: it could not be a part of an address", () => {
  expect(isId("7\ud800")).toBe(false);
  expect(isId("7😀")).toBe(true);
});
