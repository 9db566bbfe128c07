import { startEmulator, type Emulator } from "../../../emulator";
import { envOf, inNode } from "./node";

let emulator: Emulator;
let botId: string;
beforeAll(async () => {
  emulator = await startEmulator();
  botId = emulator.console.createDraft(emulator.spaceId, { name: "Draft" });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.clearCalls());

/** The errors of several lookups in one process. */
async function errorsOf(lookups: string[], env: Record<string, string | undefined> = {}) {
  const script = `return Promise.all([${lookups.join(", ")}].map((lookup) => settled(lookup())));`;
  const outcomes = await inNode<{ error?: Record<string, unknown> }[]>(script, { ...envOf(emulator), ...env });
  return outcomes.value?.map(({ error = { message: "it did not fail" } }) => error) ?? [];
}

test("what Coze refuses is a CozeApiError with Coze's own words, that a program prints without a stack", async () => {
  const missing = "7000000000000000000";
  const errors = await errorsOf([
    `() => coze.getBot({ botId: "${missing}" })`,
    `() => coze.getBot({ botId: "${botId}", published: true })`,
    `() => coze.getBotVersions({ botId: "${missing}" })`,
    `() => coze.getOnlineInfo({ botId: "${botId}" })`,
    `() => coze.getBots({ spaceId: "${missing}" })`,
    `() => coze.getBot({ botId: "${missing}" }).catch((error) => ({ then() { throw Object.assign(error, { isOurs: error instanceof coze.CozeApiError }); } }))`,
  ]);
  expect(errors.map(({ code }) => code)).toEqual([4200, 4015, 4200, 4015, 4101, 4200]);
  expect(errors.map(({ operation }) => operation)).toEqual(["read", "read", "list versions", "read", "list", "read"]);
  for (const error of errors) {
    expect(error).toMatchObject({ name: "CozeApiError", httpStatus: 200, retryable: false, __pulumiRunError: true });
    expect(error.message).toMatch(/^Coze could not [^\n]+, log id \w{34}\. [^\n]+$/);
    expect(String(error.message)).toContain(String(error.msg));
  }
});

test("an id that is none is refused without a call", async () => {
  const errors = await errorsOf([
    `() => coze.getBot({ botId: "" })`,
    `() => coze.getBot({ botId: "../users/me" })`,
    `() => coze.getBotVersions({ botId: "a b" })`,
    `() => coze.getBots({ spaceId: "" })`,
    `() => coze.getBot({ botId: "${botId}", published: true, connectorId: "1024&x=1" })`,
  ]);
  expect(errors.map(({ message }) => /^\w+: \w+(?=: must be an id)/.exec(String(message))?.[0])).toEqual([
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
    `() => coze.getBots({ spaceid: "1", channel: "999" })`,
    `() => coze.getBot({ botID: "1" })`,
    `() => coze.getBot("1")`,
    `() => coze.getBotVersions()`,
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
  const config = (token: string, spaceId: string) =>
    JSON.stringify({ "coze:token": token, "coze:spaceId": spaceId, "coze:baseUrl": emulator.url });
  const { value, error } = await inNode<string>(
    `for (const config of [${config(emulator.token, emulator.spaceId)}, ${config(other, emulator.otherSpaceId)}]) {
      pulumi.runtime.setAllConfig(config);
      await coze.getBots({});
    }
    return "asked";`,
    {},
  );
  expect({ value, error }).toEqual({ value: "asked", error: undefined });
  expect(emulator.calls.map(({ query }) => query["workspace_id"])).toEqual([emulator.spaceId, emulator.otherSpaceId]);
});

test("without a token, and with settings that are none, it says so, and asks again once they are there", async () => {
  const [error] = await errorsOf([`() => coze.getBot({ botId: "${botId}" })`], { COZE_API_TOKEN: undefined });
  expect(error?.message).toContain("No Coze credentials were found");
  const [settings] = await errorsOf([`() => coze.getBots()`], { COZE_API_BASE: "http://example.com" });
  expect(settings?.message).toContain("coze:baseUrl must begin with https://");
  expect(emulator.calls).toEqual([]);
});
