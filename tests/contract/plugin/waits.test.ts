import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { until } from "../../harness/until";
import { PluginScene } from "./scene";

let t: PluginScene;
beforeEach(async () => {
  t = await PluginScene.open();
});
afterEach(() => t.close());

const CREATE = "POST /v1/bot/create";
/** All waits that are cut here: what is cut takes milliseconds, so half of this is no limit for a slow machine. */
const WAIT_MS = 60_000;

/** Waits for a line of the log. */
function logged(words: string): Promise<void> {
  return until(() => t.engine.lines.some(({ message }) => message.includes(words)));
}

test("Cancel cuts a wait before a call, and nothing was made", async () => {
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "60" } });
  const { inputs } = await t.check("Bot", { name: "Waiting" });
  const create = t.create("Bot", inputs);
  await logged("before the next attempt");
  await expectCut(create);
});

/** Cancels, and expects the create to end long before its wait is over, and without a bot. */
async function expectCut(create: Promise<unknown>): Promise<void> {
  const failed = create.catch((error: unknown) => error);
  const begun = Date.now();
  await t.call("cancel", new Empty());
  expect(String(await failed)).toContain("The run was cancelled before the next call to Coze");
  expect(Date.now() - begun).toBeLessThan(WAIT_MS / 2);
  expect(t.emulator.bots.map(({ draft }) => draft.name)).not.toContain("Waiting");
}

test("Cancel cuts the wait for a turn of the rate limit", async () => {
  await t.configure({ ...t.settings, requestsPerSecond: "0.1" });
  const begin = async (name: string): Promise<unknown> =>
    t.create("Bot", (await t.check("Bot", { name })).inputs).catch((error: unknown) => error);
  await begin("First");
  // Ten seconds each: so that the last one has to wait for a minute.
  for (const name of ["1", "2", "3", "4", "5"]) void begin(name);
  const { inputs } = await t.check("Bot", { name: "Waiting" });
  const create = t.create("Bot", inputs);
  // Answered after the create has come to its wait.
  await t.check("Bot", { name: "Other" });
  await expectCut(create);
});

test("Cancel cuts the wait for a token", async () => {
  const { appId: oauthAppId, keyId: oauthKeyId, privateKey: oauthPrivateKey } = t.emulator.oauth;
  const { token, ...settings } = t.settings;
  await t.configure({ ...settings, oauthAppId, oauthKeyId, oauthPrivateKey });
  t.emulator.fault({ route: "POST /api/permission/oauth2/token", kind: { delayMs: 60_000 } });
  const { inputs } = await t.check("Bot", { name: "Waiting" });
  const create = t.create("Bot", inputs);
  await until(() => t.emulator.calls.length > 0);
  await expectCut(create);
});

test("Cancel cuts no look for a lost answer: the bot is found and recorded", async () => {
  t.emulator.fault({ route: CREATE, kind: { reset: "after" } });
  // The first look sees nothing yet.
  t.emulator.set({ createLagMs: 1_000 });
  const { inputs } = await t.check("Bot", { name: "Lost" });
  const create = t.create("Bot", inputs);
  await logged("the answer was lost");
  await t.call("cancel", new Empty());
  const { id } = await create;
  expect(id).toBe(t.emulator.bots[0]?.id);
  expect(t.emulator.bots).toHaveLength(1);
});

test("customTimeouts end a step that waits for a server", async () => {
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "60" } });
  const { inputs } = await t.check("Bot", { name: "Late" });
  const begun = Date.now();
  await expect(t.create("Bot", inputs, { timeout: 2 })).rejects.toThrow("429");
  expect(Date.now() - begun).toBeLessThan(WAIT_MS / 2);
  // Without one the general limit holds, and the call is repeated after the pause.
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "1" } });
  expect((await t.create("Bot", inputs)).id).toBe(t.emulator.bots[0]?.id);
});
