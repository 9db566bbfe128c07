import { providersOf } from "../../harness/cli/processes";
import { CREATE, openScene, PUBLISH, type Scene, UPDATE } from "../../harness/cli/scene";
import { until } from "../../harness/until";

// `tests/behaviour/faults/crash` has all the points, in process, and that the up after the repair has nothing to do.
const openTested = (): Promise<Scene> => openScene({ config: { allowSameName: "false" } });

const HELD_MS = 600_000;

const program = (more = "") => `
  const bot = new CozeBot("support", {
    name: "Support", promptInfo: { prompt: "Be kind." }, knowledge: { datasetIds: ["71"] }, ${more}
  });
  new CozeBotPublication("support", { bot, connectorIds: ["1024", "999"] });
`;

/**
 * Runs `up` and kills it after the server has acted on a call and has not answered yet. The whole run dies, or the provider alone.
 */
async function crash(t: Scene, route: string, victim: "run" | "provider"): Promise<void> {
  const fault = t.emulator.fault({ route, kind: { delayMs: HELD_MS, when: "after" } });
  t.emulator.clearCalls();
  const up = await t.ws.start(["up", "--yes", "--skip-preview"], { expect: "any" });
  const held = () => t.emulator.calls.some((call) => call.route === route && call.fault !== undefined);
  await until(() => held() && t.emulator.calls.at(-1)?.handled === true);
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

/** The next up makes no second bot, and names the one that nothing has recorded. */
async function expectNamed(t: Scene): Promise<void> {
  expect(await t.resources()).toEqual({});
  const { id } = t.bot;
  const { text } = await t.up(undefined, { expect: "failure" });
  expect(text).toContain("a run before this one may have been cut off before it could record it");
  expect(text).toContain(`Adopt it with botId: "${id}"`);
  expect(t.bot.id).toBe(id);
}

test("a run killed after the server acted on the create is named by the next up; its bot is adopted by one whose provider is killed after the first publish; and the one after that publishes the same content once more", async () => {
  const t = await openTested();
  await t.writeProgram(program());
  await crash(t, CREATE, "run");
  await expectNamed(t);

  await t.writeProgram(program(`botId: "${t.bot.id}"`));
  await crash(t, PUBLISH, "provider");
  const unrecorded = t.bot.versions[0]?.version;
  await t.up();
  await expectOneConsistentBot(t, 2);
  expect(t.bot.versions[1]?.version).toBe(unrecorded);
});

test("a provider killed after the server acted on the update of a create: the next up names the bot", async () => {
  const t = await openTested();
  await t.writeProgram(program());
  await crash(t, UPDATE, "provider");
  await expectNamed(t);
});
