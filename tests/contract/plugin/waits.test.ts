import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginScene } from "./scene";

let t: PluginScene;
beforeEach(async () => {
  t = await PluginScene.open();
});
afterEach(() => t.close());

const CREATE = "POST /v1/bot/create";
/** Waits for a line of the log. */
async function logged(words: string): Promise<void> {
  const isThere = (): boolean => t.engine.lines.some(({ message }) => message.includes(words));
  for (const begun = Date.now(); !isThere(); await new Promise((go) => setTimeout(go, 10))) {
    if (Date.now() - begun > 10_000) throw new Error(`no line has ${words}: ${JSON.stringify(t.engine.lines)}`);
  }
}

test("Cancel cuts a wait before a call within half a second, and nothing was made", async () => {
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "20" } });
  const { inputs } = await t.check("Bot", { name: "Waiting" });
  const create = t.create("Bot", inputs).catch((error: unknown) => error);
  await logged("before the next attempt");
  const begun = Date.now();
  await t.call("cancel", new Empty());
  expect(String(await create)).toContain("The run was cancelled before the next call to Coze");
  expect(Date.now() - begun).toBeLessThan(500);
  expect(t.emulator.bots).toEqual([]);
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
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "20" } });
  const { inputs } = await t.check("Bot", { name: "Late" });
  const begun = Date.now();
  await expect(t.create("Bot", inputs, { timeout: 2 })).rejects.toThrow("429");
  expect(Date.now() - begun).toBeLessThan(4_000);
  // Without one the general limit holds, and the call is repeated after the pause.
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "1" } });
  expect((await t.create("Bot", inputs)).id).toBe(t.emulator.bots[0]?.id);
});
