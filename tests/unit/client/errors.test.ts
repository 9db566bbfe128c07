import {
  CozeApiError,
  LostAnswerError,
  saysForbidden,
  saysMissing,
  saysNoSuchCall,
  saysUnpublished,
} from "../../../provider/client/errors/errors";
import type { FaultKind } from "../../../emulator";
import { clientFor, emulate, failureOf } from "./emulated";

const BOT = "7390000000000000001";

const readWith = async (kind: FaultKind, config: Record<string, string> = {}) => {
  const emulator = await emulate();
  emulator.fault({ kind, times: Infinity });
  const error = await failureOf(clientFor(emulator, config).api.readDraft(BOT));
  return { error: error, emulator };
};

test("an error says what failed, on which bot, Coze's words, the log id and a next step, in one line", async () => {
  const emulator = await emulate();
  const error = await failureOf(clientFor(emulator).api.readDraft(BOT));
  expect(error).toBeInstanceOf(CozeApiError);
  expect(error).toMatchObject({
    name: "CozeApiError",
    operation: "read",
    httpStatus: 200,
    code: 4200,
    retryable: false,
  });
  expect(error.logId).toMatch(/^[0-9A-Z]{10,}$/i);
  expect(error.message).toBe(
    `Coze could not read bot ${BOT}: it answered 4200 "${String(error.msg)}" (HTTP 200), log id ${String(error.logId)}. ` +
      `Check the id, and that the token from the configuration key coze:token belongs to ${emulator.url} and may read it.`,
  );
});

test("a document whose knowledge base is gone: a refresh finds that out", async () => {
  const emulator = await emulate();
  const { knowledge } = clientFor(emulator).api;
  const document = { name: "a.txt", source_info: { document_source: 0, file_base64: "QQ==", file_type: "txt" } };
  const body = { dataset_id: "1", format_type: 0, chunk_strategy: { chunk_type: 0 }, document_bases: [document] };
  expect((await failureOf(knowledge.createDocument(body))).message).toMatch(/4200 .*run `pulumi refresh`: the next/);
});

const SAYS = { saysForbidden, saysMissing, saysNoSuchCall, saysUnpublished };

test.each<[FaultKind, keyof typeof SAYS | undefined]>([
  [{ code: 4101 }, "saysForbidden"],
  [{ code: 4200 }, "saysMissing"],
  [{ code: 4006 }, "saysMissing"],
  [{ code: 4015 }, "saysUnpublished"],
  [{ status: 404, body: "no" }, "saysNoSuchCall"],
  [{ code: 4000 }, undefined],
])("an answer with %j is taken for what it says, and for nothing else", async (kind, says) => {
  const { error } = await readWith(kind);
  expect(Object.entries(SAYS).flatMap(([name, is]) => (is(error) ? [name] : []))).toEqual(says ? [says] : []);
  for (const is of Object.values(SAYS)) expect(is(new Error(error.message))).toBe(false);
});

const STEPS: [string, FaultKind, RegExp][] = [
  ["4100", { code: 4100 }, /The token from the configuration key coze:token was rejected by http.*--run-program/],
  ["700012006", { code: 700012006 }, /was rejected by/],
  ["HTTP 401", { status: 401, body: "no" }, /was rejected by/],
  [
    "4101",
    { code: 4101 },
    /The token from .* needs the permission point getMetadata, and access to the workspace, in a personal plan one of its user's own\. To change a bot, its user must own it or collaborate on it\. Coze answers the same to a token of the other region: coze:baseUrl is http.* `npx pulumi-coze doctor` says/,
  ],
  ["4200", { code: 4200 }, /Check the id, and that the token from .* belongs to http.* and may read it\./],
  ["4006", { code: 4006 }, /Check the id, and that the token from .* belongs to http.* and may read it\./],
  ["4012", { code: 4012 }, /Check modelInfoConfig\.modelId/],
  ["4015", { code: 4015 }, /Publish the bot to that channel first\./],
  ["4105", { code: 4105 }, /content check refused the bot/],
  ["4011", { code: 4011 }, /Top up the Coze account\./],
  ["4019", { code: 4019 }, /Top up the Coze account\./],
  ["4022", { code: 4022 }, /Top up the Coze account\./],
  ["4028", { code: 4028 }, /free quota of the Coze account is used up, and does not come back: upgrade its plan\.$/],
  ["4008", { code: 4008 }, /Run the same command tomorrow/],
  ["4300", { code: 4300 }, /Coze does not accept that file\. Use another one\./],
  ["4304", { code: 4304 }, /Coze does not accept that file\. Use another one\./],
  ["HTTP 413", { status: 413, body: "too large" }, /Coze does not accept that much in one call/],
  ["4000", { code: 4000 }, /Check the value that Coze names\./],
  [
    "4000 in a 404",
    { status: 404, body: { code: 4000, msg: "no such endpoint" } },
    /Check coze:baseUrl .*does not have this call/,
  ],
  ["HTTP 404", { status: 404, body: "<html>" }, /Check coze:baseUrl .*does not have this call/],
  [
    "HTTP 302",
    { status: 302, headers: { location: "https://login.invalid" } },
    /Check coze:baseUrl .*redirects elsewhere/,
  ],
  ["HTTP 429", { status: 429, body: "slow down" }, /Lower coze:requestsPerSecond/],
  [
    "HTTP 503",
    { status: 503, body: "down" },
    /Run the same command later; if it persists, give Coze's support the log id\./,
  ],
  ["a code that nobody knows", { code: 4242 }, /Run the same command later/],
  ["a reset", { reset: "before" }, /the answer was lost \(.*\)\. Run the same command again\./],
];

test.each(STEPS)("%s has its next step", async (_what, kind, step) => {
  const { error } = await readWith(kind);
  expect(error.message).toMatch(step);
  expect(error.message).not.toMatch(/[\r\n]/);
});

test.each<[FaultKind, RegExp]>([
  [
    { code: 702042078 },
    /\. Publish it later, with the same command\. Where the bot declares no model, set modelInfoConfig\.modelId\.$/,
  ],
  [
    { code: 4000 },
    /Check the value that Coze names\. Where the bot declares no model, set modelInfoConfig\.modelId\.$/,
  ],
  [
    { code: 4000, msg: "the channel 7400001 can't be published to" },
    /Check the value that Coze names\. The ids of custom channels are in the Coze console: [^.]*\.$/,
  ],
  [{ code: 4242 }, /the log id\. Where the bot declares no model, set modelInfoConfig\.modelId\.$/],
])("a publish that fails with %j says what it can come from", async (kind, step) => {
  const emulator = await emulate();
  emulator.fault({ kind });
  const { message } = await failureOf(clientFor(emulator).api.publishBot(BOT, ["1024"], undefined));
  expect(message).toMatch(step);
});

test("long words and a long log id are cut, and what turns the direction of a text is taken out", async () => {
  const logid = "7".repeat(1_000_000);
  const msg = `${"\u{1f600}".repeat(600)}\u202e${"x".repeat(1_000_000)}`;
  const { error } = await readWith({ status: 200, body: { code: 4000, msg, detail: { logid } } });
  expect(error.msg).toBe(`${"\u{1f600}".repeat(500)}…`);
  expect(error.logId).toBe(`${"7".repeat(100)}…`);
  expect(error.message.length).toBeLessThan(2_000);
  const turned = await readWith({ code: 4000, msg: "left \u202eright\u202c \u2066isolated\u2069\u200f" });
  expect(turned.error.msg).toBe("left right isolated");
});

test("a server that is not there: check the address", async () => {
  const emulator = await emulate();
  const { api } = clientFor(emulator);
  await emulator.refuse();
  const { message } = await failureOf(api.readDraft(BOT));
  expect(message).toBe(
    `Coze could not read bot ${BOT}: no connection (ECONNREFUSED). Check coze:baseUrl (${emulator.url}) and the network. \`npx pulumi-coze doctor\` says what is wrong with an account.`,
  );
});

test("words of several lines come in one", async () => {
  const { error } = await readWith({ code: 4000, msg: " line one\r\nline two\u0000\t\u001b[31m " });
  expect(error.message).toContain('"line one line two [31m"');
});

test("an answer without words or code is told by its status", async () => {
  const { error } = await readWith({ status: 418, body: "" });
  expect(error.message).toMatch(/it answered HTTP 418, log id \w+\. /);
  expect(error).toMatchObject({ httpStatus: 418, code: undefined, msg: undefined });
});

test.each<[FaultKind, boolean]>([
  [{ status: 503 }, true],
  [{ status: 429 }, true],
  [{ reset: "before" }, true],
  [{ code: 4200 }, false],
  [{ code: 4100 }, false],
])("whether the same may work later: %j, %s", async (kind, retryable) => {
  expect((await readWith(kind)).error.retryable).toBe(retryable);
});

describe("a create or publish of which nobody knows", () => {
  test.each<[FaultKind, boolean]>([
    [{ reset: "after" }, false],
    [{ status: 500 }, false],
    [{ status: 502 }, false],
    [{ code: 5000 }, false],
    [{ status: 504 }, true],
    [{ timeout: "before" }, true],
    [{ garbage: true }, true],
  ])("is an error of its own: %j; the server may still be at it: %s", async (kind, mayStillAct) => {
    const emulator = await emulate();
    emulator.fault({ kind });
    const { api } = clientFor(emulator, { maxRetries: "5" });
    const before = Date.now();
    const error = await failureOf(api.createBot(emulator.spaceId, { name: "Support" }));
    if (!(error instanceof LostAnswerError)) throw error;
    expect(error.mayStillAct).toBe(mayStillAct);
    expect(error.begun).toBeGreaterThanOrEqual(before);
    expect(error.message).toMatch(/Coze may have created it anyway\. Look for a draft of this name/);
    expect(emulator.calls).toHaveLength(1);
  });

  test("a publish says how to go on", async () => {
    const emulator = await emulate();
    emulator.fault({ kind: { reset: "before" } });
    const { message } = await failureOf(clientFor(emulator).api.publishBot(BOT, ["1024"], undefined));
    expect(message).toMatch(/^Coze could not publish bot .*the answer was lost.*Run `pulumi up` again/);
  });
});
