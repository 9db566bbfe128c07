import { writeSync } from "node:fs";
import type { Emulator } from "../../../emulator";
import { CLASS_KINDS, dated } from "../faults/faults";
import { CASES, CHAT, closeWorlds, openWorld, outputs, program, PUBLISH, succeed, type World } from "./scene";

afterEach(closeWorlds);

const ONCE = CASES.slice(0, 6).map((each) => ({ ...each, repeat: 1 }));
const ARMS = ["baseline", "candidate"] as const;

/** A bot beside another one that is live, with which it is compared. */
async function openCompared(): Promise<{
  world: World;
  other: string;
  own: () => string;
  up: (rest?: object) => ReturnType<World["engine"]["up"]>;
}> {
  const world = await openWorld({ maxRetries: "2" });
  const { emulator, engine } = world;
  const other = emulator.console.createDraft(emulator.spaceId, { name: "Other", prompt_info: { prompt: "kind" } });
  emulator.console.publish(other, ["1024"]);
  // The bot is there, and nothing of it was tested yet.
  await succeed(engine.up({ bot: program("Be kind.").bot }));
  const own = (): string => emulator.bots.find(({ id }) => id !== other)?.id ?? "";
  const test = { cases: ONCE, noWorseThan: { botId: other } };
  return { world, other, own, up: (rest: object = {}) => engine.up(program("Be kind.", { ...test, ...rest })) };
}

const chatsWith = ({ chat }: Emulator, botId: string): number => chat.chats.filter((one) => one.botId === botId).length;
const published = ({ emulator }: World): number => emulator.calls.filter(({ route }) => route === PUBLISH).length;
const answered = (world: World): number =>
  (outputs(world).baseline?.counts ?? []).reduce((sum, { runs }) => sum + runs, 0);

describe.each(ARMS)("chats with the %s", (arm) => {
  let cells = 0;

  test.each(CLASS_KINDS)("$name from the third one on: the gate stays closed until it ends", async ({ kind }) => {
    const { world, other, own, up } = await openCompared();
    const { emulator, clock } = world;
    const botId = arm === "baseline" ? other : own();
    emulator.fault({ route: CHAT, botId, nth: 3, times: Infinity, kind: dated(kind, clock.now()) });
    const { error } = await up();
    expect(error).toContain("– not enough chats");
    expect(error).toMatch(/\d of 6 cases could not be tested:\n {2}- case \d \(error\): Coze could not chat with /);
    expect(error).toContain("What requires this test does not publish support.");
    expect(outputs(world)).toMatchObject({ passed: false, comparison: { verdict: "not enough chats" } });
    expect([published(world), answered(world)]).toEqual([0, arm === "baseline" ? 2 : 6]);

    emulator.clearFaults();
    const chats = (): number[] => [other, own()].map((id) => chatsWith(emulator, id));
    const [baseline = 0, candidate = 0] = chats();
    const { error: none, lines } = await up();
    expect(none).toBeUndefined();
    expect(lines.join("\n")).toContain(
      arm === "baseline"
        ? `0 chats with the draft (6 more are kept), 4 with what is live of bot ${other} (2 more are kept from`
        : `4 chats with the draft (2 more are kept), 6 with what is live of bot ${other} (kept from`,
    );
    // Neither bot is asked for anything that it has answered.
    expect(chats()).toEqual(arm === "baseline" ? [baseline + 4, candidate] : [baseline, candidate + 4]);
    expect(outputs(world).comparison).toMatchObject({ passed: { baseline: [6, 6] }, verdict: "no worse" });
    expect(published(world)).toBe(1);
    cells++;
  });

  afterAll(() => void writeSync(1, `fault matrix, a comparison, ${arm}: ${cells} cells shut the gate\n`));
});

test.each([4015, 4028, 4011])("code %i in the middle ends all, tells what was asked, and keeps it", async (code) => {
  const { world, other, own, up } = await openCompared();
  const { emulator } = world;
  emulator.fault({ route: CHAT, botId: other, nth: 4, times: Infinity, kind: { code } });
  const { error } = await up({ concurrency: 1 });
  expect(error).toMatch(/6 cases × 1: bot \d+ 3\/3, draft \d\/\d – not enough chats/);
  expect(error).toContain(String(code));
  expect([answered(world), published(world)]).toEqual([3, 0]);
  const asked = emulator.calls.filter(({ route }) => route === CHAT).length;
  // Three of the baseline, as many of the draft, and the one that ended all.
  expect(asked).toBe(7);
  emulator.clearFaults();
  const chats = (): number[] => [other, own()].map((id) => chatsWith(emulator, id));
  const [baseline = 0, candidate = 0] = chats();
  await succeed(up());
  expect(chats()).toEqual([baseline + 3, candidate + 3]);
  expect(outputs(world).baseline).not.toHaveProperty("candidate");
});

test("the draft's chats before an error count only for the same draft", async () => {
  const { world, other, own, up } = await openCompared();
  const { emulator } = world;
  emulator.fault({ route: CHAT, botId: other, nth: 4, times: Infinity, kind: { code: 4028 } });
  await up({ concurrency: 1 });
  emulator.clearFaults();
  expect(outputs(world).baseline?.candidate?.counts.filter(({ runs }) => runs > 0)).toHaveLength(3);
  // A field that the program does not declare.
  emulator.console.editDraft(own(), { description: "From the console" });
  const before = chatsWith(emulator, own());
  await succeed(up());
  expect(chatsWith(emulator, own()) - before).toBe(6);
});

test("a fault that a repetition mends is no fault", async () => {
  const { world, up } = await openCompared();
  world.emulator.fault({ route: CHAT, nth: 3, times: 2, kind: { code: 4009 } });
  await succeed(up());
  expect(outputs(world).comparison).toMatchObject({ verdict: "no worse" });
});

test("where the baseline has no answer at all, ifAbsent lets the expectations decide, and one answer is enough to close it", async () => {
  const { world, other } = await openCompared();
  const { emulator, engine } = world;
  const test = { cases: ONCE, noWorseThan: { botId: other, ifAbsent: "pass" } };
  const fault = { route: CHAT, botId: other, times: Infinity, kind: { code: 4015 } };
  emulator.fault({ ...fault, nth: 2 });
  expect((await engine.up(program("Be kind.", test))).error).toContain("– not enough chats");
  emulator.clearFaults();
  emulator.fault(fault);
  expect((await engine.up(program("Be kind.", test))).error).toContain("– not enough chats");
  emulator.clearFaults();
  emulator.fault(fault);
  const { error, lines } = await engine.up(
    program("Be kind.", {
      ...test,
      noWorseThan: { botId: other, alpha: 0.1, ifAbsent: "pass" },
      cases: ONCE.map((each) => ({ ...each, ask: `${each.ask}?` })),
    }),
  );
  expect(error).toBeUndefined();
  expect(lines.join("\n")).toContain(
    "the expectations alone decide (ifAbsent): what it is compared with cannot be asked",
  );
  expect(published(world)).toBe(1);
});

test.each(["GET /v1/bots/:bot_id"])(
  "a read of what is live that fails closes the gate before any chat: %s",
  async (route) => {
    const { world, other, up } = await openCompared();
    world.emulator.fault({ route, botId: other, times: Infinity, kind: { code: 4101 } });
    const { error } = await up();
    expect(error).toContain("Nothing is tested: what it is compared with cannot be asked: Coze could not read");
    expect([world.emulator.chat.chats, published(world)]).toEqual([[], 0]);
  },
);
