import { providersOf } from "../../harness/cli/processes";
import { CREATE, openScene, PUBLISH, type Scene, UPDATE } from "../../harness/cli/scene";
import { until } from "../../harness/until";

// `tests/behaviour/faults/crash` has all the points, in process, and that the up after the repair has nothing to do.
const openTested = (): Promise<Scene> => openScene({ config: { allowSameName: "false" } });

const HELD_MS = 600_000;

const program = (prompt = "Be kind.", more = "") => `
  const bot = new CozeBot("support", {
    name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} }, knowledge: { datasetIds: ["71"] }, ${more}
  });
  new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
`;

type Moment = "before" | "after";

/**
 * Runs `up` and kills it at a call: `after` the server has acted on it and has not answered yet, or `before` it has acted,
 * which is when the answer to the call before it has arrived and nothing else has. The whole run dies, or the provider alone.
 */
async function crash(t: Scene, route: string, when: Moment, victim: "run" | "provider" = "run"): Promise<void> {
  const fault = t.emulator.fault({ route, kind: { delayMs: HELD_MS, when } });
  t.emulator.clearCalls();
  const up = await t.ws.start(["up", "--yes", "--skip-preview"], { expect: "any" });
  const held = () => t.emulator.calls.some((call) => call.route === route && call.fault !== undefined);
  await until(() => held() && (when === "before" || t.emulator.calls.at(-1)?.handled === true));
  expect(fault.hits).toBe(1);
  if (victim === "run") {
    await up.kill();
  } else {
    const pids = providersOf(t.ws);
    expect(pids).toHaveLength(1);
    for (const pid of pids) process.kill(pid, "SIGKILL");
  }
  const { code } = await up.done;
  expect(code).not.toBe(0);
  if (victim === "run") await t.ws.run(["cancel", "--yes"], { expect: "any" });
}

async function expectOneConsistentBot(t: Scene, versions: number): Promise<void> {
  const { bot } = t;
  const resources = await t.resources();
  expect(resources["Bot support"]?.id).toBe(bot.id);
  expect(resources["Publication support"]?.outputs?.version).toBe(bot.versions[0]?.version);
  expect(bot.versions).toHaveLength(versions);
  expect(bot.draft.knowledge).toMatchObject({ dataset_ids: ["71"] });
}

test.each([
  { route: CREATE, when: "after", victim: "run" },
  { route: UPDATE, when: "after", victim: "provider" },
] as const)(
  "$victim killed $when the server acted on $route, the next up names the bot, and adopting it leaves one",
  async ({ route, when, victim }) => {
    const t = await openTested();
    await t.writeProgram(program());
    await crash(t, route, when, victim);
    expect(t.emulator.bots).toHaveLength(1);
    expect(await t.resources()).toEqual({});
    const { id } = t.bot;

    const { text } = await t.up(undefined, { expect: "failure" });
    expect(text).toContain("a run before this one may have been cut off before it could record it");
    expect(text).toContain(`Adopt it with botId: "${id}"`);
    expect(t.emulator.bots).toHaveLength(1);

    await t.up(program("Be kind.", `botId: "${id}"`));
    await expectOneConsistentBot(t, 1);
  },
);

test("provider killed after the server acted on the first publish, the next up publishes the same content once more", async () => {
  const t = await openTested();
  await t.writeProgram(program());
  await crash(t, PUBLISH, "after", "provider");
  const unrecorded = t.bot.versions[0]?.version;
  await t.up();
  await expectOneConsistentBot(t, 2);
  expect(t.bot.versions[1]?.version).toBe(unrecorded);
  await t.expectSilence();
});
