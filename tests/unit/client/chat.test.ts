import type { ChatAnswer, ChatSource } from "../../../provider/client/chat-types";
import { startEmulator, type ChatRuleSpec, type Emulator, type FaultKind } from "../../../emulator";
import { endHangs } from "../../harness/hanging";
import { CHAT } from "../../harness/routes";
import { clientFor, failureOf } from "./emulated";

let emulator: Emulator;
let botId: string;
beforeAll(async () => {
  emulator = await startEmulator();
  endHangs(emulator);
});
afterAll(() => emulator.close());
beforeEach(() => {
  botId = emulator.console.createDraft(emulator.spaceId, { name: "bot", prompt_info: { prompt: "Be {{how}}" } });
  emulator.set({ quirks: { noStreams: false } });
  emulator.clearFaults();
  emulator.clearCalls();
});

interface Asked {
  question?: string;
  source?: ChatSource;
  timeoutMs?: number;
  config?: Record<string, string>;
}

function asking({ question = "Hi", source = "draft", timeoutMs = 60_000, config = {} }: Asked = {}) {
  const { api, clock } = clientFor(emulator, config);
  const messages = [
    { role: "user", content: "I am Ann" },
    { role: "assistant", content: "Hi Ann" },
    { role: "user", content: question },
  ] as const;
  return { clock, answer: api.chats.ask({ botId, source, messages, customVariables: { how: "kind" }, timeoutMs }) };
}

function ask(asked?: Asked): Promise<ChatAnswer> {
  return asking(asked).answer;
}

const routes = (): string[] => emulator.calls.map(({ route }) => route);

describe.each([
  ["streamed", false],
  ["polled", true],
])("a chat that is %s", (_how, noStreams) => {
  beforeEach(() => emulator.set({ quirks: { noStreams } }));

  test("has the answers in their order, the tools and the log id, and leaves nothing behind", async () => {
    const calls = { name: "getOrder", arguments: { id: "7" } };
    emulator.chat.script(botId, [{ reply: [["one", "two"]], calls, tokens: 120 }]);
    const answer = await ask();
    expect(answer).toEqual({
      status: "completed",
      text: "one\ntwo",
      calls: [{ name: "tools-getOrder", arguments: { id: "7" } }],
      waitsFor: undefined,
      tokens: 120,
      seconds: expect.any(Number) as number,
      logId: expect.stringMatching(/^\w{34}$/) as string,
    });
    expect(emulator.chat.conversations).toEqual([]);
    expect(emulator.chat.chats.at(-1)).toMatchObject({
      ...{ botId, source: "draft", isSaved: noStreams, isStreamed: !noStreams, customVariables: { how: "kind" } },
      history: [
        { role: "user", content: "I am Ann" },
        { role: "assistant", content: "Hi Ann" },
      ],
    });
  });

  test("is with the draft, a version or what is live, each time as another user", async () => {
    const version = emulator.console.publish(botId, ["1024"]);
    emulator.console.editDraft(botId, { prompt_info: { prompt: "Draft" } });
    const sources: ChatSource[] = ["draft", { version }, "live"];
    const answers = [];
    for (const source of sources) answers.push((await ask({ source })).text);
    expect(answers).toEqual(["Draft\nHi", "Be kind\nHi", "Be kind\nHi"]);
    expect(new Set(emulator.chat.chats.slice(-3).map(({ userId }) => userId)).size).toBe(3);
  });

  test("may wait for its caller", async () => {
    emulator.chat.script(botId, [{ requiresAction: { name: "local" } }]);
    expect(await ask()).toMatchObject({ status: "requires_action", waitsFor: "local", text: "" });
  });

  test.each(["failed", "bare", "error"] as const)("fails with Coze's code, as %s", async (as) => {
    emulator.chat.script(botId, [{ fail: { code: 4028, msg: "quota", as } }]);
    const error = await failureOf(ask());
    expect(error).toMatchObject({ code: 4028, msg: "quota", retryable: false });
    expect(error.message).toMatch(/^Coze could not chat with the draft of bot \d+: it answered 4028 "quota"/);
    expect(emulator.chat.conversations).toEqual([]);
  });

  test.each<[number, number]>([
    [4009, 3],
    [4013, 3],
    [4020, 3],
    [5000, 3],
    [4028, 1],
  ])("whose bot fails with %i is started %i times", async (code, times) => {
    emulator.chat.script(botId, [{ fail: { code }, times: 2 }, { reply: "yes" }]);
    const before = emulator.chat.chats.length;
    const result = await ask({ config: { maxRetries: "5" } }).then(
      ({ text }) => text,
      () => "no",
    );
    expect(result).toBe(times === 3 ? "yes" : "no");
    expect(emulator.chat.chats.length - before).toBe(times);
  });

  test("that takes too long is started again once, and is canceled where it can be", async () => {
    emulator.chat.script(botId, [{ delay: 3_600_000 }]);
    const before = emulator.chat.chats.length;
    const error = await failureOf(ask({ timeoutMs: noStreams ? 3_000 : 2_000, config: { maxRetries: "5" } }));
    expect(error.message).toMatch(/the answer was lost \(none within (2|3) s\)\. Run the same command again\.$/);
    const started = emulator.chat.chats.slice(before);
    expect(started.map(({ status }) => status)).toEqual(Array(2).fill(noStreams ? "canceled" : "in_progress"));
  });
});

test("polling looks once a second", async () => {
  emulator.set({ quirks: { noStreams: true } });
  emulator.chat.script(botId, [{ delay: 3_600_000 }]);
  const { clock, answer } = asking({ timeoutMs: 3_000, config: { maxRetries: "0" } });
  await failureOf(answer);
  expect(clock.sleeps).toEqual([1_000, 1_000, 1_000]);
  expect(routes().slice(2)).toEqual([
    ...Array<string>(3).fill("GET /v3/chat/retrieve"),
    "POST /v3/chat/cancel",
    "DELETE /v1/conversations/:conversation_id",
  ]);
});

test("a server that does not stream is found out once", async () => {
  emulator.set({ quirks: { noStreams: true } });
  const { api } = clientFor(emulator);
  const messages = [{ role: "user", content: "Hi" }] as const;
  const request = { botId, source: "draft", messages, customVariables: {}, timeoutMs: 60_000 } as const;
  await api.chats.ask(request);
  await api.chats.ask(request);
  expect(routes().filter((route) => route === CHAT)).toHaveLength(3);
});

describe("a chat whose answer is lost", () => {
  const lost: FaultKind[] = [
    { reset: "before" },
    { reset: "after" },
    { timeout: "after" },
    { status: 502, body: "<html>", handled: true },
    { truncated: true },
    { garbage: true },
    { garbage: "event: conversation.chat.completed\ndata: {", contentType: "text/event-stream" },
    { garbage: "event: conversation.message.completed\ndata: {\n\n", contentType: "text/event-stream" },
    { garbage: 'event: done\ndata: "[DONE]"\n\n', contentType: "text/event-stream" },
  ];

  test.each(lost)("is sent again once: %j", async (kind) => {
    const asked = { config: { maxRetries: "5" } };
    emulator.fault({ route: CHAT, kind });
    expect((await ask(asked)).text).toBe("Be kind\nHi");
    expect(routes()).toEqual([CHAT, CHAT]);
    emulator.fault({ route: CHAT, times: 2, kind });
    await failureOf(ask(asked));
    expect(routes()).toEqual([CHAT, CHAT, CHAT, CHAT]);
  });

  test("is sent as often as it takes where nothing was sent", async () => {
    emulator.fault({ route: CHAT, times: 3, kind: { status: 429 } });
    await ask({ config: { maxRetries: "5" } });
    expect(routes()).toHaveLength(4);
  });
});

describe("a stream", () => {
  const answered = async (text: string): Promise<ChatAnswer> => {
    emulator.fault({ route: CHAT, kind: { garbage: text, contentType: "text/event-stream; charset=utf-8" } });
    return ask();
  };

  test("may have comments, other line breaks, unknown events, no end but the chat's, and more after it", async () => {
    const message = { role: "assistant", type: "answer", content: "好 🙂" };
    const stream = [
      ": hello",
      "",
      "event: conversation.message.completed",
      `data: ${JSON.stringify(message)}`,
      "",
      "event: conversation.audio.delta",
      "data: no JSON",
      "",
      "event: conversation.chat.completed",
      `data: {"id":"1","last_error":null}`,
      "",
      "event: conversation.message.completed",
      'data: {"type":"follow_up"}',
    ];
    expect(await answered(`${stream.join("\r\n")}\r\n\r\n`)).toMatchObject({ status: "completed", text: "好 🙂" });
  });

  test("may fail without a code", async () => {
    const error = await failureOf(answered("event: conversation.chat.failed\ndata: {}\n\n"));
    expect(error.message).toContain("it answered -1 (HTTP 200)");
  });

  test("with more than 5 MB is not asked for again", async () => {
    emulator.chat.script(botId, [{ reply: "x".repeat(6 * 1024 * 1024) }]);
    const error = await failureOf(ask({ config: { maxRetries: "5" } }));
    expect(error.message).toMatch(/the answer was lost \(more than 5 MB\)\. Make the bot answer in fewer words\.$/);
    expect(routes()).toEqual([CHAT]);
  });
});

test.each<[ChatRuleSpec | undefined, number]>([
  [undefined, 4015],
  [{ fail: { code: 4014, as: "refused" } }, 4014],
])("a refusal before the stream is an ordinary answer: %j", async (rule, code) => {
  if (rule) emulator.chat.script(botId, [rule]);
  expect(await failureOf(ask({ source: rule ? "draft" : "live" }))).toMatchObject({ code, httpStatus: 200 });
  expect(routes()).toEqual([CHAT]);
});

test("a bot that was made just now may not be known yet", async () => {
  const { api } = clientFor(emulator, { maxRetries: "5" });
  const { botId: made } = await api.createBot(emulator.spaceId, { name: "new" });
  emulator.fault({ route: CHAT, kind: { code: 4200 } });
  const messages = [{ role: "user", content: "Hi" }] as const;
  const request = { botId: made, source: "draft", messages, customVariables: {}, timeoutMs: 60_000 } as const;
  expect(await api.chats.ask(request)).toMatchObject({ text: "Hi" });
  expect(routes().filter((route) => route === CHAT)).toHaveLength(2);
});

test("messages of one second are in the order of their ids, whatever the list's is", async () => {
  emulator.set({ quirks: { noStreams: true } });
  const message = (id: string, created_at: number, content: string) => {
    return { id, created_at, content, role: "assistant", type: "answer" };
  };
  const data = [
    message("7390000000000000010", 20, "c"),
    message("7390000000000000012", 20, "d"),
    message("7390000000000000009", 20, "b"),
    message("7390000000000000011", 10, "a"),
  ];
  emulator.fault({ route: "GET /v3/chat/message/list", kind: { status: 200, body: { code: 0, data } } });
  expect((await ask()).text).toBe("a\nb\nc\nd");
});
