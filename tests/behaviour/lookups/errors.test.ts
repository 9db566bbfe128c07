import * as coze from "../../../provider";
import { CozeApiError, getBot, getBots, getBotVersions } from "../../../provider";
import { startEmulator, type Emulator } from "../../../emulator";
import { failureOf } from "../../harness/failure";
import { askAt } from "./settings";

let emulator: Emulator;
let botId: string;
beforeAll(async () => {
  emulator = await startEmulator();
  botId = emulator.console.createDraft(emulator.spaceId, { name: "Draft" });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.clearCalls();
  askAt(emulator);
});

const errorsOf = (lookups: (() => Promise<unknown>)[]) =>
  Promise.all(lookups.map((lookup) => failureOf(lookup()))) as Promise<(Error & Record<string, unknown>)[]>;

/** Deprecated, and still there. */
const old: Record<"getOnlineInfo", (args: { botId: string }) => Promise<unknown>> = coze;

/** A program in JavaScript may pass anything. */
const untyped = (value: unknown) => value as never;

test("what Coze refuses is a CozeApiError with Coze's own words, that a program prints without a stack", async () => {
  const missing = "7000000000000000000";
  const errors = await errorsOf([
    () => getBot({ botId: missing }),
    () => getBot({ botId, published: true }),
    () => getBotVersions({ botId: missing }),
    () => old.getOnlineInfo({ botId }),
    () => getBots({ spaceId: missing }),
  ]);
  expect(errors.map(({ code }) => code)).toEqual([4200, 4015, 4200, 4015, 4101]);
  expect(errors.map(({ operation }) => operation)).toEqual(["read", "read", "list versions", "read", "list"]);
  for (const error of errors) {
    expect(error).toBeInstanceOf(CozeApiError);
    expect(error.stack).toBe(error.message);
    expect(error).toMatchObject({ name: "CozeApiError", httpStatus: 200, retryable: false, __pulumiRunError: true });
    expect(error.message).toMatch(/^Coze could not [^\n]+, log id \w{34}\. [^\n]+$/);
    expect(error.message).toContain(String(error.msg));
  }
});

test("an id that is none is refused without a call", async () => {
  const errors = await errorsOf([
    () => getBot({ botId: "" }),
    () => getBot({ botId: "../users/me" }),
    () => getBotVersions({ botId: "a b" }),
    () => getBots({ spaceId: "" }),
    () => getBot({ botId, published: true, connectorId: "1024&x=1" }),
  ]);
  expect(errors.map(({ message }) => /^\w+: \w+(?=: must be an id)/.exec(message)?.[0])).toEqual([
    "getBot: botId",
    "getBot: botId",
    "getBotVersions: botId",
    "getBots: spaceId",
    "getBot: connectorId",
  ]);
  expect(errors.every(({ __pulumiRunError }) => __pulumiRunError === true)).toBe(true);
  expect(emulator.calls).toEqual([]);
});

test("an argument that is misspelt, missing, or none is refused without a call, all at once", async () => {
  const errors = await errorsOf([
    () => getBots(untyped({ spaceid: "1", channel: "999" })),
    () => getBot(untyped({ botID: "1" })),
    () => getBot(untyped("1")),
    () => getBotVersions(untyped(undefined)),
  ]);
  expect(errors.map(({ message }) => message)).toEqual([
    "getBots: spaceid: there is no such argument; channel: there is no such argument",
    "getBot: botID: there is no such argument; botId: is required, got nothing",
    "getBot: takes an object, with botId, published, connectorId",
    "getBotVersions: takes an object, with botId, connectorId",
  ]);
  expect(emulator.calls).toEqual([]);
});

test("a process that runs the programs of several stacks asks by the settings of each", async () => {
  const other = emulator.addToken({ userId: "7000000000000000042" });
  for (const [token, spaceId] of [
    [emulator.token, emulator.spaceId],
    [other, emulator.otherSpaceId],
  ]) {
    askAt(emulator, { token, spaceId });
    await getBots({});
  }
  expect(emulator.calls.map(({ query }) => query["workspace_id"])).toEqual([emulator.spaceId, emulator.otherSpaceId]);
});

test("without a token, and with settings that are none, it says so, and asks again once they are there", async () => {
  askAt(emulator, { token: undefined });
  expect((await failureOf(getBot({ botId }))).message).toContain("No Coze credentials were found");
  askAt(emulator, { baseUrl: "http://example.com" });
  expect((await failureOf(getBots())).message).toContain("coze:baseUrl must begin with https://");
  expect(emulator.calls).toEqual([]);
  askAt(emulator);
  expect(await getBot({ botId })).toMatchObject({ name: "Draft" });
});
