import { inspect } from "node:util";
import { readEnvelope } from "../../../provider/client/http/envelope";
import { printable } from "../../../provider/values/terminal";
import { escapedJson, oneLine } from "../../../provider/values/text";
import { noteToken, tokenIn, withoutTokens } from "../../../provider/values/tokens";
import type { Emulator, FaultKind } from "../../../emulator";
import { clientFor, emulate, failureOf } from "./emulated";

const BOT = "7390000000000000001";

/** Everything that anyone may print of an error. */
function printed(error: Error): string {
  return [
    inspect(error, { showHidden: true, depth: Infinity, getters: true, maxStringLength: null, maxArrayLength: null }),
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    String(error),
    error.stack ?? "",
  ].join("\n");
}

const failures: [string, (emulator: Emulator) => FaultKind][] = [
  ["a code", () => ({ code: 4000 })],
  ["words that echo the token", ({ token }) => ({ code: 4100, msg: `bad token ${token}, Bearer ${token}` })],
  ["an HTTP error that echoes the token", ({ token }) => ({ status: 500, body: { code: 5000, msg: token } })],
  ["a page that echoes the token", ({ token }) => ({ status: 403, body: `<html>${token}</html>` })],
  ["garbage that echoes the token", ({ token }) => ({ garbage: `<html>${token}</html>` })],
  ["a 401", ({ token }) => ({ status: 401, body: { code: 700012006, msg: `access token ${token} invalid` } })],
  ["a 429", () => ({ status: 429, retryAfter: "1" })],
  ["a reset before", () => ({ reset: "before" })],
  ["a reset after", () => ({ reset: "after" })],
  ["a timeout", () => ({ timeout: "before" })],
  ["a truncated answer", () => ({ truncated: true })],
  ["a redirect", () => ({ status: 302, headers: { location: "https://elsewhere.invalid" } })],
];

test.each(failures)("the error of %s holds the token nowhere", async (_what, kindFor) => {
  const emulator = await emulate();
  emulator.fault({ kind: kindFor(emulator), times: Infinity });
  const { api } = clientFor(emulator);
  for (const attempt of [
    () => api.readDraft(BOT),
    () => api.updateBot(BOT, { name: "Support" }),
    () => api.createBot(emulator.spaceId, { name: "Support" }),
    () => api.listBots(emulator.spaceId, "all"),
  ]) {
    const error = await failureOf(attempt());
    expect(printed(error)).not.toContain(emulator.token);
    expect(printed(error)).not.toMatch(/bearer (?!\[token\])/i);
  }
});

test("the error of a server that is not there holds the token nowhere", async () => {
  const emulator = await emulate();
  const { api } = clientFor(emulator);
  await emulator.refuse();
  const error = await failureOf(api.readDraft(BOT));
  expect(error).toHaveProperty("cause.cause.code", "ECONNREFUSED");
  expect(printed(error)).not.toContain(emulator.token);
});

test("the server's echo is shown without the token", async () => {
  const emulator = await emulate();
  emulator.fault({ kind: { code: 4000, msg: `bad token ${emulator.token}` } });
  const error = await failureOf(clientFor(emulator).api.readDraft(BOT));
  expect(error.msg).toBe("bad token [token]");
  expect(error.message).toContain('"bad token [token]"');
});

test("content that holds the token is read as it is, and a refusal is shown without it", async () => {
  const emulator = await emulate();
  const { api } = clientFor(emulator);
  const { token } = emulator;
  const { botId } = await api.createBot(emulator.spaceId, {
    name: "Support",
    prompt_info: { prompt: `Use ${token}.` },
  });
  expect((await api.readDraft(botId)).prompt_info?.prompt).toBe(`Use ${token}.`);
  const ask = () =>
    api.chats.ask({
      ...{ botId, source: "draft", customVariables: {}, timeoutMs: 60_000 },
      messages: [{ role: "user", content: "Who?" }],
    });
  emulator.chat.script(botId, [{ reply: `I am ${token}.` }]);
  expect(await ask()).toMatchObject({ text: `I am ${token}.` });
  emulator.chat.script(botId, [{ fail: { code: 4014, msg: `no, ${token}` } }]);
  expect(printed(await failureOf(ask()))).not.toContain(token);
});

test("a server may write the token with escapes, and a short one is a part of any word", () => {
  const refused = '{"code":4000,"msg":"a \\u0070at_0123456789abcdef"}';
  const answer = { kind: "answer", status: 200, headers: new Headers(), text: refused } as const;
  expect(readEnvelope(answer, "pat_0123456789abcdef")).toMatchObject({ msg: "a [token]" });
  noteToken("a");
  expect(withoutTokens("Daily")).toBe("Daily");
});

test("a path leads to the first text with a token that was sent", () => {
  noteToken("pat_0123456789abcdef");
  expect(tokenIn({ name: "x", list: [1, { text: "a pat_0123456789abcdef b" }] })).toEqual(["list", 1, "text"]);
  expect(tokenIn({ name: "pat_0123456789abcde", none: null })).toBeUndefined();
  expect(withoutTokens("pat_0123456789abcdef!")).toBe("[token]!");
});

test("a token that was pasted with a line break is not in the error of a failed call", async () => {
  const emulator = await emulate();
  emulator.fault({ kind: { reset: "before" }, times: Infinity });
  const { api } = clientFor(emulator, { token: `${emulator.token}\n` });
  expect(printed(await failureOf(api.readDraft(BOT)))).not.toContain(emulator.token);
});

test("lines about a wait hold no token either", async () => {
  const emulator = await emulate();
  emulator.fault({ kind: { status: 429, retryAfter: "7", body: { code: 4013, msg: `slow, ${emulator.token}` } } });
  const { api, lines } = clientFor(emulator, { maxRetries: "1" });
  expect(await api.listBots(emulator.spaceId, "all")).toEqual([]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/waiting 8 s before the next attempt/);
  expect(lines[0]).not.toContain(emulator.token);
});

test("what ends a line, controls a terminal or turns the direction of a text is escaped in a server's words", () => {
  const words = "a\u2028b\u2029c\u0085d\u001b[31me\u202ef\r\ng";
  expect(oneLine(words)).toBe("a b c d [31mef g");
  expect(escapedJson(words)).toBe('"a\\u2028b\\u2029c\\u0085d\\u001b[31me\\u202ef\\r\\ng"');
  expect(printable(words)).toBe("a b c d [31me f  g");
});
