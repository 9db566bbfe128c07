import { basename } from "node:path";
import { openScene } from "../../harness/cli/scene";
import { MemoryWatch } from "./memory";

const BOTS = 60;

const program = `
  for (let i = 0; i < ${BOTS}; i++) {
    const bot = new CozeBot("bot" + i, { name: "Bot " + i, promptInfo: { prompt: "You are number " + i } });
    new CozeBotPublication("bot" + i, { bot });
  }
`;

test(`the real engine makes ${BOTS} bots and publications 64 at a time, once each, and has nothing to do after`, async () => {
  const scene = await openScene({ emulator: { rateLimit: { requestsPerSecond: 20 } } });
  const memory = new MemoryWatch(basename(scene.ws.directory));
  const { log, durationMs } = await scene.up(program, { args: ["--parallel", "64"] });
  memory.stop();

  const { bots } = scene.emulator;
  expect(bots).toHaveLength(BOTS);
  expect(new Set(bots.map(({ draft }) => draft.name)).size).toBe(BOTS);
  expect(bots.filter(({ versions, published }) => versions.length !== 1 || !published["1024"])).toEqual([]);
  expect(Object.keys(await scene.resources())).toHaveLength(2 * BOTS);
  const sentBack = log.filter(({ status }) => status === 429).length;
  expect(sentBack).toBeLessThanOrEqual(log.length / 100);
  const again = await scene.up(undefined, { expectNoChanges: true });
  expect(again.calls).toEqual([]);
  process.stdout.write(
    `${BOTS} bots and publications in ${(durationMs / 1000).toFixed(1)} s, ${log.length} calls, ${sentBack} sent back (429), ` +
      `again in ${(again.durationMs / 1000).toFixed(1)} s; peak memory in MB: ${JSON.stringify(memory.peakMb)}\n`,
  );
});
