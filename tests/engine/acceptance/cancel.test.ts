import { until } from "../../harness/until";
import { callsOf, CREATE, openScene, PUBLISH, READ, type Scene } from "../../harness/cli/scene";

const PROGRAM = `
const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "Hello" } });
const live = new CozeBotPublication("support", { bot });
`;
const OTHER = `
const other = new CozeBot("other", { name: "Other" }, { dependsOn: live });
new CozeBotPublication("other", { bot: other });
`;

/** Runs `up` until the moment has come, and then gets a Ctrl-C; returns its calls. */
async function interrupted(scene: Scene, moment: () => boolean): Promise<string[]> {
  scene.emulator.clearCalls();
  const up = await scene.ws.start(["up", "--yes", "--skip-preview"], { expect: "any" });
  await until(moment);
  up.interrupt();
  expect((await up.done).code).not.toBe(0);
  return callsOf(scene.emulator.calls);
}

test("Ctrl-C lets the create that is under way end and be recorded, also while a busy server is waited for, and the next up goes on", async () => {
  const scene = await openScene();
  await scene.writeProgram(PROGRAM);
  scene.emulator.fault({ route: CREATE, kind: { delayMs: 3_000, when: "after" } });
  expect(await interrupted(scene, () => scene.emulator.bots.length > 0)).toEqual([CREATE]);
  expect(Object.keys(await scene.resources())).toEqual(["Bot support"]);

  await scene.writeProgram(PROGRAM + OTHER);
  scene.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "4" } });
  const isCreating = () => callsOf(scene.emulator.calls).includes(CREATE);
  expect(await interrupted(scene, isCreating)).toEqual([READ, PUBLISH, CREATE, CREATE]);
  expect(Object.keys(await scene.resources()).sort()).toEqual(["Bot other", "Bot support", "Publication support"]);

  expect((await scene.up()).calls).toEqual([READ, PUBLISH]);
  // Nothing is made twice.
  expect(scene.emulator.bots.map(({ draft, versions }) => [draft.name, versions.length])).toEqual([
    ["Support", 1],
    ["Other", 1],
  ]);
});
