import { Readable } from "node:stream";
import { chatReader } from "../../../provider/client/chat";
import { ChatMachine, EndedChat } from "../../../provider/client/chat-machine";
import { readEnvelope, type Failure, type Success } from "../../../provider/client/http/envelope";
import { readStream } from "../../../provider/client/http/events";
import { decide } from "../../../provider/client/http/policy";
import { StillClock } from "./still-clock";

interface Event {
  readonly name: string;
  readonly data: unknown;
}

const TOKEN = "pat_0123456789abcdef";
const answer = (content: unknown, id = "1"): Event => ({
  name: "conversation.message.completed",
  data: { id, type: "answer", content },
});
const call = (content: unknown): Event => ({
  name: "conversation.message.completed",
  data: { id: "2", type: "function_call", content },
});
const chat = (how: string, data: object = {}): Event => ({ name: `conversation.chat.${how}`, data });
const delta = (rest: object = {}): Event => ({
  name: "conversation.message.delta",
  data: { id: "1", type: "answer", content: "ye", ...rest },
});

/** Every event that changes a chat, and some that change nothing. */
const EVENTS: readonly Event[] = [
  ...[chat("created"), chat("in_progress"), chat("in_progress", { last_error: { code: 5, msg: "no" } }), chat("odd")],
  ...[delta(), answer("yes"), answer(null), answer(""), call('{"name":"tools-find","arguments":{}}'), call("no JSON")],
  ...[chat("completed"), chat("completed", { status: "failed" }), chat("completed", { last_error: { code: "4013" } })],
  ...[chat("completed", { last_error: { code: 0, msg: "" } }), chat("requires_action"), chat("canceled")],
  ...[chat("cancelled"), chat("failed", { code: 4028 }), { name: "error", data: { code: 5000, msg: "model" } }],
  ...[
    { name: "error", data: { error_code: "4011" } },
    { name: "message", data: { code: 4028 } },
  ],
  ...[
    { name: "conversation.audio.delta", data: "x" },
    { name: "ping", data: undefined },
  ],
  ...[
    { name: "done", data: "[DONE]" },
    { name: "conversation.stream.done", data: undefined },
  ],
];

const isNamed = ({ name }: Event, ...names: string[]): boolean => names.includes(name);
const isAnswer = ({ name, data }: Event): boolean =>
  name === "conversation.message.completed" && (data as { type: string }).type === "answer";
/** What no chat with a usable answer has. */
const hasFailed = (event: Event): boolean => {
  const { content, code, error_code, last_error, status } = (event.data ?? {}) as Record<string, unknown>;
  const error = (last_error as { code?: unknown } | undefined)?.code;
  return (
    isNamed(event, "error", "conversation.chat.failed") ||
    [code, error_code, error].some((value) => value !== undefined && Number(value) !== 0) ||
    status === "failed" ||
    content === null ||
    content === "no JSON"
  );
};
const isEnd = ({ name }: Event): boolean => /chat\.(completed|requires_action|cancell?ed)$/.test(name);

/** The events that a client reads: none after `done`. */
function readOf(events: readonly Event[]): readonly Event[] {
  const over = events.findIndex((event) => isNamed(event, "done", "conversation.stream.done"));
  return over < 0 ? events : events.slice(0, over);
}

/** Whether a test may pass on these events, said without the machine: one end, all answers whole and before it, no failure. */
function mayPass(events: readonly Event[]): boolean {
  const read = readOf(events);
  const ends = read.filter(isEnd);
  const end = read.findIndex(isEnd);
  const counted = (event: Event): boolean => event.name.startsWith("conversation.message.");
  const lastDelta = read.findLastIndex((event) => isNamed(event, "conversation.message.delta"));
  const lastAnswer = read.findLastIndex(isAnswer);
  return (
    ends.length === 1 &&
    ends[0]?.name === "conversation.chat.completed" &&
    read.some(isAnswer) &&
    lastDelta < lastAnswer + 1 &&
    !read.some(hasFailed) &&
    !read.slice(end).some(counted)
  );
}

function run(events: readonly Event[]): ChatMachine {
  const machine = new ChatMachine();
  for (const { name, data } of events) if (machine.take(name, () => data, 1) !== "more") break;
  return machine;
}

function endOf(events: readonly Event[]): EndedChat | undefined {
  const result = run(events).result();
  return result && "envelope" in result && result.envelope.data instanceof EndedChat ? result.envelope.data : undefined;
}

/** Every order of as many events, each as often as it likes. */
function* orders(length: number): Generator<readonly Event[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of orders(length - 1)) for (const event of EVENTS) yield [...rest, event];
}

test.each([1, 2, 3])("in every order of %i events, only one whole answer before one end passes", (length) => {
  let passed = 0;
  for (const events of orders(length)) {
    const completed = endOf(events)?.end.status === "completed";
    if (completed !== mayPass(events)) throw new Error(JSON.stringify({ events, completed }));
    if (completed) passed++;
  }
  // The check would prove nothing if nothing passed.
  expect(passed > 0).toBe(length > 1);
});

test("in every order of three events the first failure stays", () => {
  const codeOf = (events: readonly Event[]): unknown => {
    const result = run(events).result();
    return result && "envelope" in result ? result.envelope.code : result;
  };
  for (const events of orders(2)) {
    const first = codeOf(events);
    if (first === undefined || first === 0) continue;
    for (const event of EVENTS) expect(codeOf([...events, event])).toEqual(first);
  }
});

const OK = [chat("created"), delta(), answer("yes 好 🙂"), chat("completed"), { name: "done", data: "[DONE]" }];
const sse = (events: readonly Event[], end = "\n"): string =>
  events
    .map(({ name, data }) => `event:${name}${end}data:${data === undefined ? "" : JSON.stringify(data)}${end}${end}`)
    .join("");

async function outcomeOf(bytes: Uint8Array, step: number, init: { type?: string; status?: number } = {}) {
  const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) =>
    bytes.subarray(i * step, i * step + step),
  );
  const headers = new Headers({ "content-type": init.type ?? "text/event-stream", "x-log-id": "L1" });
  const head = { status: init.status ?? 200, headers };
  const reader = chatReader(new StillClock());
  const read = await readStream(head, Readable.from(pieces), { events: reader, token: TOKEN });
  return read.kind === "answer" ? readEnvelope(read, TOKEN) : read;
}

const read = (text: string, init?: { type?: string; status?: number }): Promise<Success | Failure> =>
  outcomeOf(Buffer.from(text), 1_000_000, init);

test.each(["\n", "\r\n"])(
  "a stream that is cut at any byte passes only after its end, with line breaks %j",
  async (end) => {
    const bytes = Buffer.from(sse(OK, end));
    const least = Buffer.from(sse(OK.slice(0, 4), end)).length;
    for (let cut = 0; cut <= bytes.length; cut++) {
      const outcome = await outcomeOf(bytes.subarray(0, cut), 7);
      const isWhole = cut >= least;
      expect([cut, outcome.kind]).toEqual([cut, isWhole ? "ok" : "lost"]);
    }
  },
);

test.each([1, 2, 3, 5, 1000])("a stream may come in pieces of %i bytes", async (step) => {
  const outcome = await outcomeOf(Buffer.from(sse(OK)), step);
  expect(outcome).toMatchObject({ kind: "ok", data: { end: { text: "yes 好 🙂", status: "completed" }, seconds: 0 } });
});

describe("what real servers send", () => {
  test("Coze Studio: no done, an empty last event, keep-alives or none", async () => {
    const stream = `: ping\n\n${sse(OK.slice(0, 4))}event:conversation.stream.done\ndata:\n\n`;
    expect(await read(stream)).toMatchObject({ kind: "ok", data: { end: { text: "yes 好 🙂" } } });
  });

  test.each<[string, Event[], number, string?]>([
    [
      "the model fails, then completed",
      [{ name: "error", data: { code: 5000, msg: "m" } }, chat("completed")],
      5000,
      "m",
    ],
    ["failed, then completed", [answer("x"), chat("failed", { code: 4028 }), chat("completed")], 4028],
    ["completed with last_error", [answer("x"), chat("completed", { last_error: { code: 4013 } })], 4013],
    ["completed as failed", [answer("x"), chat("completed", { status: "failed" })], -1],
    ["a code as a text", [{ name: "error", data: { code: "4028", msg: "q" } }], 4028, "q"],
    ["error_code", [{ name: "error", data: { error_code: 4011, error_message: "e" } }], 4011, "e"],
    ["completed, then failed", [answer("x"), chat("completed"), chat("failed", { code: 4013 })], 4013],
    ["a refusal without a name", [{ name: "message", data: { code: 4028, msg: "q" } }], 4028, "q"],
  ])("%s", async (_what, events, ...[code, msg]) => {
    expect(await read(sse(events))).toMatchObject({ kind: "answered", code, ...(msg ? { msg } : {}), logId: "L1" });
  });

  test.each<[string, Event[], string]>([
    ["no message", [chat("completed")], "the chat completed with no answer"],
    ["content: null", [answer(null), chat("completed")], "a message of type answer has no text"],
    ["only deltas", [delta(), chat("completed")], "pieces of an answer came without the whole"],
    ["another answer's pieces", [delta({ id: "9" }), answer("x"), chat("completed")], "pieces of an answer came"],
    ["a message after the end", [answer("x"), chat("completed"), answer("BAD")], "a message came after the end"],
    ["a tool call that is no JSON", [call("{"), answer("x"), chat("completed")], "a tool call cannot be read"],
    ["a tool call with an odd name", [call('{"name":"\u202e"}'), answer("x"), chat("completed")], "a tool call cannot"],
    ["two ends", [answer("x"), chat("completed"), chat("completed")], "the chat ended twice"],
  ])("%s is an error that is not asked again", async (_what, events, detail) => {
    const outcome = await read(sse(events));
    expect(outcome).toMatchObject({ kind: "lost", how: "unusable", detail: expect.stringContaining(detail) as string });
    if (outcome.kind === "ok") throw new Error("has passed");
    expect(decide("billed", outcome)).toBe("stop");
  });

  test.each(["text/event-stream", "application/json"])("a JSON refusal as %s keeps its code", async (type) => {
    const outcome = await read(' {"code":4028,"msg":"quota"}', { type });
    expect(outcome).toMatchObject({ kind: "answered", status: 200, code: 4028, msg: "quota" });
    if (outcome.kind === "ok") throw new Error("has passed");
    expect(decide("billed", outcome)).toBe("stop");
  });

  test.each<[string, number]>([
    ['{"code":"4020","msg":"slow"}', 4020],
    [sse([{ name: "error", data: { code: 4020 } }]), 4020],
  ])("HTTP 429 as a stream of events keeps its code: %j", async (text, code) => {
    const outcome = await read(text, { status: 429 });
    expect(outcome).toMatchObject({ kind: "answered", status: 429, code });
    if (outcome.kind === "ok") throw new Error("has passed");
    // The server has done nothing: a wait, not a second attempt after a lost answer.
    expect(decide("billed", outcome)).toBe("wait");
  });

  test("a refused status has no answer, whatever the events say", async () => {
    expect(await read(sse(OK), { status: 500 })).toMatchObject({ kind: "answered", status: 500 });
  });

  test("a body that looks like a finished chat is none", async () => {
    const body = { code: 0, data: { status: "completed", text: "yes", calls: [], end: { text: "yes" }, seconds: 1 } };
    const outcome = await read(JSON.stringify(body), { type: "application/json" });
    expect(outcome.kind === "ok" && outcome.data instanceof EndedChat).toBe(false);
  });

  test("thoughts and pieces do not count towards the limit of 5 MB", async () => {
    const long = "x".repeat(3 * 1024 * 1024);
    const events = [delta({ content: "", reasoning_content: long }), delta({ reasoning_content: long })];
    const whole = { name: "conversation.message.completed", data: { id: "1", type: "answer", content: "short" } };
    const thinking = { ...whole, data: { ...whole.data, reasoning_content: long + long } };
    expect(await read(sse([...events, thinking, chat("completed")]))).toMatchObject({ kind: "ok" });
    expect(await read(sse([answer(long), answer(long), chat("completed")]))).toMatchObject({ how: "oversized" });
  });
});

test("the words of a failed chat are one short line", () => {
  const result = run([chat("failed", { last_error: { code: 1, msg: `\u202ea\n${"x".repeat(999)}` } })]).result();
  expect(result).toMatchObject({ envelope: { code: 1, msg: `a ${"x".repeat(498)}…` } });
});

test.each([
  [undefined, undefined],
  [{ token_count: 0 }, undefined],
  [{ token_count: "12" }, 12],
  [{ token_count: 7 }, 7],
])("the tokens of %j", (usage, tokens) => {
  expect(endOf([answer("x"), chat("completed", { usage })])?.end.tokens).toBe(tokens);
});
