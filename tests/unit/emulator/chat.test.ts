import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { ChatRuleSpec, Emulator } from "../../../emulator";
import { ChatScript } from "../../../emulator/chat/rule";
import { clientOf, closeAll, containing, open } from "./client";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
let botId: string;
beforeEach(async () => {
  ({ emulator, call } = await open());
  botId = emulator.console.createDraft(emulator.spaceId, {
    name: "bot",
    prompt_info: { prompt: "Be kind to {{who}}\nand short" },
  });
});
afterEach(closeAll);

const DRAFT = { publish_status: "unpublished_draft", user_id: "u" };

function question(content: string, rest: object = {}): object {
  return { bot_id: botId, ...DRAFT, additional_messages: [{ role: "user", content }], ...rest };
}

interface StreamEvent {
  event: string;
  data: Record<string, unknown>;
}

async function stream(body: object): Promise<StreamEvent[]> {
  const response = await fetch(`${emulator.url}/v3/chat`, {
    method: "POST",
    headers: { authorization: `Bearer ${emulator.token}`, "content-type": "application/json" },
    body: JSON.stringify({ ...body, stream: true, auto_save_history: false }),
  });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const seen: EventSourceMessage[] = [];
  createParser({ onEvent: (event) => void seen.push(event) }).feed(await response.text());
  return seen.map(({ event = "", data }) => ({ event, data: JSON.parse(data) as StreamEvent["data"] }));
}

async function ask(content: string, rest: object = {}): Promise<string> {
  const events = await stream(question(content, rest));
  const answers = events.filter(
    ({ event, data }) => event === "conversation.message.completed" && data["type"] === "answer",
  );
  return answers.map(({ data }) => String(data["content"])).join(" | ");
}

describe("a streamed chat", () => {
  test("has the events in their order, and leaves nothing behind", async () => {
    emulator.chat.script(botId, [
      { reply: "A long answer of some words.", calls: { name: "getOrder", arguments: { id: "7" } } },
    ]);
    const events = await stream(question("Where?"));
    expect(events.map(({ event }) => event.replace("conversation.", ""))).toEqual([
      ...["chat.created", "chat.in_progress", "message.completed", "message.completed"],
      ...["message.delta", "message.delta", "message.delta", "message.completed", "message.completed"],
      ...["chat.completed", "done"],
    ]);
    const completed = events.filter(({ event }) => event === "conversation.message.completed").map(({ data }) => data);
    expect(completed.map(({ type }) => type)).toEqual(["function_call", "tool_response", "answer", "verbose"]);
    expect(completed[0]?.["content"]).toMatch(
      /^{"name":"tools-getOrder","arguments":{"id":"7"},"plugin_id":\d{19},"api_id":\d{19},"plugin_type":1}$/,
    );
    const deltas = events.filter(({ event }) => event === "conversation.message.delta");
    expect(deltas.map(({ data }) => data["content"]).join("")).toBe("A long answer of some words.");
    expect(events.at(-2)?.data).toMatchObject({
      bot_id: botId,
      status: "completed",
      completed_at: expect.any(Number) as number,
    });
    const { id, conversation_id } = events[0]?.data as { id: string; conversation_id: string };
    const query = `conversation_id=${conversation_id}&chat_id=${id}`;
    expect(await call("GET", `/v3/chat/retrieve?${query}`)).toMatchObject({ code: 4001 });
    expect(emulator.chat.conversations).toEqual([]);
    expect(emulator.chat.chats).toMatchObject([{ id, source: "draft", isStreamed: true, isSaved: false }]);
  });

  test("is with the draft, a version, or what is live", async () => {
    const first = emulator.console.publish(botId, ["1024"]);
    emulator.console.editDraft(botId, { prompt_info: { prompt: "Second" } });
    emulator.console.publish(botId, ["1024"]);
    emulator.console.editDraft(botId, { prompt_info: { prompt: "Third" } });
    expect(await ask("Hi", { custom_variables: { who: "Ann" }, publish_status: undefined, bot_version: first })).toBe(
      "Be kind to Ann\nHi",
    );
    expect(await ask("Hi", { publish_status: undefined })).toBe("Second\nHi");
    expect(await ask("Hi")).toBe("Third\nHi");
    emulator.set({ quirks: { ignoresPublishStatus: true } });
    expect(await ask("Hi")).toBe("Second\nHi");
  });

  test.each([
    ["failed", "conversation.chat.failed", { status: "failed", last_error: { code: 4028, msg: "no quota" } }],
    ["bare", "conversation.chat.failed", { code: 4028, msg: "no quota" }],
    ["error", "error", { code: 4028, msg: "no quota" }],
  ] as const)("fails as %s", async (as, event, data) => {
    emulator.chat.script(botId, [{ fail: { code: 4028, msg: "no quota", as } }]);
    expect((await stream(question("Hi"))).at(-2)).toMatchObject({ event, data });
  });

  test("a tool for the caller ends it", async () => {
    emulator.chat.script(botId, [{ requiresAction: { name: "local", arguments: { a: 1 } } }]);
    const end = (await stream(question("Hi"))).at(-2);
    expect(end).toMatchObject({ event: "conversation.chat.requires_action", data: { status: "requires_action" } });
    expect(JSON.stringify(end?.data)).toContain(String.raw`"function":{"name":"local","arguments":"{\"a\":1}"}`);
  });

  test("its head comes before the bot has answered", async () => {
    emulator.chat.script(botId, [{ delay: 3_600_000 }]);
    const response = await fetch(`${emulator.url}/v3/chat`, {
      method: "POST",
      headers: { authorization: `Bearer ${emulator.token}`, "content-type": "application/json" },
      body: JSON.stringify(question("Hi", { stream: true })),
    });
    const reader = response.body?.getReader();
    const first = (await reader?.read()) as { value: Uint8Array };
    expect(new TextDecoder().decode(first.value)).toContain("conversation.chat.in_progress");
    await reader?.cancel();
    expect(emulator.chat.chats).toMatchObject([{ status: "in_progress" }]);
  });
});

describe("a script", () => {
  const answers = async (rules: ChatRuleSpec[], ...questions: string[]): Promise<string[]> => {
    emulator.chat.script(botId, rules);
    const said: string[] = [];
    for (const text of questions) said.push(await ask(text));
    return said;
  };

  test("the first rule that matches answers; without one, the prompt's first line and the question", async () => {
    const rules = [
      { contains: "order", reply: "one" },
      { matches: "^[hH]i\\b", reply: "two" },
    ];
    expect(await answers(rules, "my order", "Hi there", "High", "order, hi")).toEqual([
      ...["one", "two", "Be kind to {{who}}\nHigh", "one"],
    ]);
  });

  test("replies in turn, several messages, rules that are used up", async () => {
    expect(await answers([{ reply: ["a", ["b", "c"]] }], "1", "2", "3")).toEqual(["a", "b | c", "a"]);
    expect(await answers([{ times: 2, reply: "a" }, { reply: "b" }], "1", "2", "3")).toEqual(["a", "a", "b"]);
  });

  test("a rule is for the prompt of what is asked: the draft, or a version", async () => {
    emulator.console.publish(botId, ["1024"]);
    emulator.console.editDraft(botId, { prompt_info: { prompt: "Be rude." } });
    const rules = [{ promptContains: "kind", reply: "kindly" }];
    expect(await answers(rules, "Hi")).toEqual(["Be rude.\nHi"]);
    expect(await ask("Hi", { publish_status: undefined })).toBe("kindly");
  });

  test("a pass rate is kept by chance, the same with the same seed", async () => {
    const drawn = (seed: number, passRate: number, count = 400): string[] => {
      const script = new ChatScript([{ reply: "1", otherwise: "0", passRate, seed }]);
      return Array.from({ length: count }, () => script.react("?", "", "").answers.join());
    };
    expect(await answers([{ reply: "1", otherwise: "0", passRate: 0.5, seed: 7 }], "a", "b", "c", "d")).toEqual(
      drawn(7, 0.5, 4),
    );
    expect(drawn(7, 0.5)).toEqual(drawn(7, 0.5));
    expect(drawn(7, 0.5)).not.toEqual(drawn(8, 0.5));
    for (const [rate, low, high] of [[0.5, 160, 240] as const, [0.95, 365, 395] as const]) {
      const passed = drawn(1, rate).filter((one) => one === "1").length;
      expect(passed).toBeGreaterThan(low);
      expect(passed).toBeLessThan(high);
    }
    expect([...drawn(3, 1), ...drawn(3, 0)].join("")).toBe("1".repeat(400) + "0".repeat(400));
  });

  test("where the rate misses, the bot makes no call, and says its prompt's first line without another answer", async () => {
    await answers([{ reply: "x", calls: { name: "getOrder" }, passRate: 0 }], "Hi");
    expect(emulator.chat.chats).toMatchObject([{ calls: [], answers: ["Be kind to {{who}}\nHi"] }]);
  });

  test.each([[{ matches: "(" }], [{ replies: "x" }], [{ passRate: 2 }], [{ seed: -1 }], [{ reply: [] }]])(
    "a mistake in it is told: %j",
    (rule) => {
      expect(() => emulator.chat.script(botId, [rule as ChatRuleSpec])).toThrow();
    },
  );

  test("is set, and the chats are listed, from another process", async () => {
    const control = (method: string, path: string, body?: string) =>
      fetch(`${emulator.url}/__emulator${path}`, { method, body: body ?? null }).then((response) => response.json());
    expect(await control("PUT", `/bots/${botId}/script`, JSON.stringify([{ reply: "x", fail: 5000 }]))).toEqual({});
    expect((await stream(question("Hi"))).at(-2)).toMatchObject({ data: { last_error: { code: 5000 } } });
    expect(await control("GET", "/chats")).toEqual(emulator.chat.chats);
    expect(await control("PUT", `/bots/${botId}/script`, "{}")).toHaveProperty("error");
  });
});

describe("a polled chat", () => {
  async function begin(rest: object = {}): Promise<{ chat_id: string; conversation_id: string; query: string }> {
    const { data } = await call("POST", "/v3/chat", question("Hi", rest));
    expect(data).toMatchObject({ status: "in_progress" });
    const { id: chat_id, conversation_id } = data as { id: string; conversation_id: string };
    return { chat_id, conversation_id, query: `conversation_id=${conversation_id}&chat_id=${chat_id}` };
  }

  test("ends in its time, and its messages are listed in no order", async () => {
    emulator.chat.script(botId, [{ reply: [["one", "two"]] }]);
    const { query, conversation_id } = await begin();
    expect(await call("GET", `/v3/chat/retrieve?${query}`)).toMatchObject({ code: 0, data: { status: "completed" } });
    const { data } = await call("GET", `/v3/chat/message/list?${query}`);
    expect((data as { type: string }[]).map(({ type }) => type)).toEqual(["verbose", "answer", "answer"]);
    expect(await call("DELETE", `/v1/conversations/${conversation_id}`)).toMatchObject({ code: 0 });
    expect(await call("GET", `/v3/chat/retrieve?${query}`)).toMatchObject({ code: 4001 });
  });

  test("is one at a time in a conversation, until it is canceled", async () => {
    emulator.chat.script(botId, [{ delay: 3_600_000 }]);
    const { query, ...chat } = await begin();
    const again = () => call("POST", `/v3/chat?conversation_id=${chat.conversation_id}`, question("Hi"));
    expect(await again()).toMatchObject({ code: 4016 });
    expect((await call("POST", "/v3/chat/cancel", chat)).json).toMatchObject({ data: { status: "canceled" }, msg: "" });
    expect(await call("POST", "/v3/chat/cancel", chat)).toMatchObject({ code: 4104 });
    expect(await call("POST", `/v3/chat/retrieve?${query}`)).toMatchObject({ data: { status: "canceled" } });
    expect(await again()).toMatchObject({ code: 0 });
  });

  test("that failed has a last error, and no messages", async () => {
    emulator.chat.script(botId, [{ fail: 4028 }]);
    const { query } = await begin();
    expect(await call("GET", `/v3/chat/retrieve?${query}`)).toMatchObject({
      data: { status: "failed", last_error: { code: 4028 } },
    });
    expect((await call("GET", `/v3/chat/message/list?${query}`)).json).not.toHaveProperty("data");
  });

  test("is all that a server without streams has", async () => {
    emulator.set({ quirks: { noStreams: true } });
    await begin({ stream: true });
    expect(await call("POST", "/v3/chat", question("Hi", { stream: true, auto_save_history: false }))).toMatchObject({
      code: 4007,
    });
  });

  test("goes on in a conversation that was made for it, by its creator", async () => {
    const { data } = await call("POST", "/v1/conversation/create", { bot_id: botId });
    const { id } = data as { id: string };
    expect(await call("POST", `/v3/chat?conversation_id=${id}`, question("Hi"))).toMatchObject({
      data: { conversation_id: id },
    });
    const other = { authorization: `Bearer ${emulator.addToken({ userId: "42" })}` };
    expect(await call("DELETE", `/v1/conversations/${id}`, undefined, other)).toMatchObject({ code: 4002 });
    expect(await call("POST", "/v1/conversation/create", { bot_id: "1" })).toMatchObject({ code: 5000 });
  });
});

describe("a chat that is refused", () => {
  test.each<[number, string, object]>([
    [4000, "bot_version", { bot_version: "1" }],
    [4000, "bot_version", { bot_version: "1", publish_status: "published_online" }],
    [4000, "user_id", { user_id: undefined }],
    [4000, "bot_id", { bot_id: 7 }],
    [4000, "custom_variables", { custom_variables: { "a-b": "c" } }],
    [4005, "", { additional_messages: [{ role: "assistant", content: "x" }] }],
    [4005, "", { additional_messages: [{ role: "user", content: "[]", content_type: "object_string" }] }],
    [4007, "", { auto_save_history: false }],
    [4015, "", { publish_status: undefined }],
    [4200, "", { bot_id: "1" }],
  ])("%i %s: %j", async (code, field, rest) => {
    expect(await call("POST", "/v3/chat", question("Hi", rest))).toMatchObject({
      status: 200,
      code,
      msg: containing(field),
    });
    expect(emulator.chat.chats).toEqual([]);
  });

  test("an unknown conversation; the script; the draft of a bot that was never published", async () => {
    expect(await call("POST", "/v3/chat?conversation_id=1", question("Hi"))).toMatchObject({ code: 4002 });
    emulator.chat.script(botId, [{ fail: { code: 4013, as: "refused" } }]);
    expect(await call("POST", "/v3/chat", question("Hi", { stream: true }))).toMatchObject({ code: 4013 });
    emulator.set({ quirks: { draftChatNeedsPublish: true } });
    expect(await call("POST", "/v3/chat", question("Hi"))).toMatchObject({ code: 4015 });
  });

  test("each call has its permission points", async () => {
    const routes = [
      ["POST", "/v3/chat", "chat"],
      ["GET", "/v3/chat/retrieve", "getChat"],
      ["GET", "/v3/chat/message/list", "listMessage"],
      ["POST", "/v3/chat/cancel", "cancelChat"],
      ["POST", "/v1/conversation/create", "createConversation"],
      ["DELETE", "/v1/conversations/1", "editConversation"],
    ] as const;
    const none = { authorization: `Bearer ${emulator.addToken({ permissions: [] })}` };
    for (const [method, path, point] of routes) {
      expect(await call(method, path, method === "POST" ? {} : undefined, none)).toMatchObject({
        ...{ code: 4101, msg: containing(point) },
      });
    }
  });
});
