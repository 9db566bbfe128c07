import { until } from "../../harness/until";
import { callsOf, CREATE, openScene, PUBLISH, READ } from "../../harness/cli/scene";

const PROGRAM = `
const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "Hello" } });
new CozeBotPublication("support", { bot });
`;

test("Ctrl-C during a call lets the call end and be recorded, and the next up goes on", async () => {
  const scene = await openScene();
  await scene.writeProgram(PROGRAM);
  scene.emulator.fault({ route: CREATE, kind: { delayMs: 3_000, when: "after" } });
  const up = await scene.ws.start(["up", "--yes", "--skip-preview"], { expect: "any" });
  await until(() => scene.emulator.bots.length > 0);
  up.interrupt();
  const { code } = await up.done;
  expect(code).not.toBe(0);
  expect(Object.keys(await scene.resources())).toEqual(["Bot support"]);
  const { calls } = await scene.up();
  expect(calls).toEqual([READ, PUBLISH]);
  expect(scene.bot.versions).toHaveLength(1);
  await scene.expectSilence();
});

test("Ctrl-C while a busy server is waited for ends after that create, which is recorded, and nothing is made twice", async () => {
  const scene = await openScene();
  await scene.writeProgram(PROGRAM);
  scene.emulator.fault({ route: CREATE, kind: { status: 429, retryAfter: "4" } });
  const up = await scene.ws.start(["up", "--yes", "--skip-preview"], { expect: "any" });
  await until(() => scene.emulator.calls.length > 0);
  up.interrupt();
  expect((await up.done).code).not.toBe(0);
  expect(callsOf(scene.emulator.calls)).toEqual([CREATE, CREATE]);
  expect(Object.keys(await scene.resources())).toEqual(["Bot support"]);
  const { calls } = await scene.up();
  expect(calls).toEqual([READ, PUBLISH]);
  expect(scene.bot.versions).toHaveLength(1);
  await scene.expectSilence();
});
