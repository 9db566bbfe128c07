import { realClock } from "../../../provider/client/http/clock";
import { startEmulator, type EmulatorOptions } from "../../../emulator";
import { closeWorlds, CREATE, openWorld, PROGRAM, PUBLISH, succeed, type World } from "./cell";
import { Engine } from "./engine";

afterEach(closeWorlds);

/** A world where time passes as it does, since what the server delays is delayed by the real clock. */
async function inRealTime(
  settings: EmulatorOptions,
  run: (world: Omit<World, "clock">) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator(settings);
  const config = { "coze:token": emulator.token, "coze:baseUrl": emulator.url, "coze:spaceId": emulator.spaceId };
  try {
    await run({ emulator, engine: new Engine(config, realClock) });
  } finally {
    await emulator.close();
  }
}

test("a bot and a version that are not seen at once are waited for by a refresh", async () => {
  await inRealTime({ createLagMs: 700, publishLagMs: 700 }, async ({ emulator, engine }) => {
    await succeed(engine.up(PROGRAM));
    await succeed(engine.refresh());
    expect([...engine.state.keys()]).toEqual(["bot", "publication"]);
    expect(emulator.calls.filter(({ code }) => code === 4200 || code === 4015).length).toBeGreaterThan(0);
    emulator.clearCalls();
    await succeed(engine.up(PROGRAM));
    expect(emulator.calls).toEqual([]);
  });
});

test("a lost create that is seen only later is found by a later look", async () => {
  await inRealTime({ createLagMs: 900 }, async ({ emulator, engine }) => {
    emulator.fault({ route: CREATE, kind: { reset: "after" } });
    await succeed(engine.up(PROGRAM));
    expect(emulator.bots).toHaveLength(1);
    expect(emulator.calls.filter(({ route }) => route === CREATE)).toHaveLength(1);
  });
});

test("a lost publish that is seen only later is found by a later look", async () => {
  await inRealTime({ publishLagMs: 900 }, async ({ emulator, engine }) => {
    await succeed(engine.up({ bot: PROGRAM.bot }));
    emulator.fault({ route: PUBLISH, kind: { reset: "after" } });
    await succeed(engine.up(PROGRAM));
    expect(emulator.bots[0]?.versions).toHaveLength(1);
    expect(emulator.calls.filter(({ route }) => route === PUBLISH)).toHaveLength(1);
  });
});

test("an edit of the draft that is not seen at once costs no second update", async () => {
  await inRealTime({ publishLagMs: 700 }, async ({ emulator, engine }) => {
    await succeed(engine.up(PROGRAM));
    await succeed(engine.up({ ...PROGRAM, bot: { ...PROGRAM.bot, description: "Other." } }));
    await succeed(engine.refresh());
    emulator.clearCalls();
    await succeed(engine.up({ ...PROGRAM, bot: { ...PROGRAM.bot, description: "Other." } }));
    expect(emulator.calls).toEqual([]);
  });
});

test("the wait for what is never seen ends: 10 s after it was made", async () => {
  const { emulator, engine, clock } = await openWorld();
  emulator.set({ createLagMs: 3_600_000 });
  await succeed(engine.up({ bot: PROGRAM.bot }));
  const began = clock.now();
  const { lines } = await engine.refresh();
  expect(clock.now() - began).toBeLessThan(15_000);
  expect(lines.some((line) => line.includes("waiting for a new object to become visible"))).toBe(true);
});
