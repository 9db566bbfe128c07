import { until } from "../../harness/until";
import { PluginScene } from "./scene";

// `tests/engine/crash/orphans` has the real engine, and the dynamic form.

let t: PluginScene;
beforeEach(async () => {
  t = await PluginScene.open({ timeoutSeconds: "3" });
});
afterEach(() => t.close());

const CREATE = "POST /v1/bot/create";
const LEAVES_MS = 10_000;

/** The engine is killed: how long the plugin takes to leave. */
async function left(): Promise<number> {
  const begun = Date.now();
  await t.loseEngine();
  return Date.now() - begun;
}

/** Begins a create, which nobody waits for. */
async function creating(name: string): Promise<void> {
  const { inputs } = await t.check("Bot", { name });
  t.create("Bot", inputs).catch(() => undefined);
  await until(() => t.calls.includes(CREATE));
}

test("an idle plugin leaves with its engine", async () => {
  expect(await left()).toBeLessThan(LEAVES_MS);
});

test("a plugin that waits before a repetition leaves with its engine, and makes no further call", async () => {
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "60" } });
  await creating("Waiting");
  expect(await left()).toBeLessThan(LEAVES_MS);
  expect(t.calls.filter((route) => route === CREATE)).toHaveLength(1);
});

test("a create that is on its way is finished before the plugin leaves, and no other call follows", async () => {
  t.emulator.fault({ route: CREATE, kind: { delayMs: 1_000, when: "before" } });
  await creating("Made");
  expect(await left()).toBeLessThan(LEAVES_MS);
  expect(t.emulator.bots.map(({ draft }) => draft.name)).toEqual(["Made"]);
  expect(t.emulator.calls.at(-1)).toMatchObject({ route: CREATE, handled: true });
});

test("a create that is never answered holds the plugin as long as its time limit", async () => {
  t.emulator.fault({ route: CREATE, kind: { timeout: "before" } });
  await creating("Hanging");
  const ms = await left();
  expect(ms).toBeLessThan(LEAVES_MS);
  expect(t.emulator.bots).toEqual([]);
});

test("an engine that takes a line of the log and never answers holds a step for seconds, and only once", async () => {
  t.engine.isSilent = true;
  t.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "3" } });
  const begun = Date.now();
  const { inputs } = await t.check("Bot", { name: "Unheard" });
  expect((await t.create("Bot", inputs)).id).toBe(t.emulator.bots[0]?.id);
  expect(Date.now() - begun).toBeLessThan(2 * LEAVES_MS);
  expect(t.engine.lines).toHaveLength(1);
});
