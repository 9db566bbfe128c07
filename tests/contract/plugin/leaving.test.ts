import { until } from "../../harness/until";
import { PluginScene } from "./scene";

// `tests/engine/crash/orphans` has the real engine, and the dynamic form.

let t: PluginScene;
beforeEach(async () => {
  t = await PluginScene.open({ timeoutSeconds: "3" });
});
afterEach(() => t.close());

const CREATE = "POST /v1/bot/create";

/** The engine is killed: the calls that the plugin still makes until it has left. */
async function callsUntilLeft(): Promise<string[]> {
  const { length } = t.calls;
  await t.loseEngine();
  return t.calls.slice(length);
}

/** Begins a create, which nobody waits for. */
async function creating(name: string): Promise<void> {
  const { inputs } = await t.check("Bot", { name });
  t.create("Bot", inputs).catch(() => undefined);
  await until(() => t.calls.includes(CREATE));
}

test("an idle plugin leaves with its engine", async () => {
  expect(await callsUntilLeft()).toEqual([]);
});

test("a plugin that waits before a repetition leaves with its engine, and makes no further call", async () => {
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "60" } });
  await creating("Waiting");
  expect(await callsUntilLeft()).toEqual([]);
});

test("a create that is on its way is finished before the plugin leaves, and no other call follows", async () => {
  t.emulator.fault({ route: CREATE, kind: { delayMs: 1_000, when: "before" } });
  await creating("Made");
  expect(await callsUntilLeft()).toEqual([]);
  expect(t.emulator.bots.map(({ draft }) => draft.name)).toEqual(["Made"]);
  expect(t.emulator.calls.at(-1)).toMatchObject({ route: CREATE, handled: true });
});

test("a create that is never answered holds the plugin as long as its time limit", async () => {
  t.emulator.fault({ route: CREATE, kind: { timeout: "before" } });
  await creating("Hanging");
  expect(await callsUntilLeft()).toEqual([]);
  expect(t.emulator.bots).toEqual([]);
});

test("an engine that takes a line of the log and never answers holds a step for seconds, and only once", async () => {
  t.engine.isSilent = true;
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "3" } });
  const { inputs } = await t.check("Bot", { name: "Unheard" });
  expect((await t.create("Bot", inputs)).id).toBe(t.emulator.bots[0]?.id);
  expect(t.engine.lines).toHaveLength(1);
});
