import type { Call } from "../../../emulator";
import { closeClients, openClient } from "./client";

afterEach(closeClients);

/** The most calls that the server had under way at one time. */
function atOnce(calls: readonly Call[]): number {
  const steps = calls.flatMap(({ at, endedAt = Infinity }) => [
    { at, step: 1 },
    { at: endedAt, step: -1 },
  ]);
  let now = 0;
  let most = 0;
  for (const { step } of steps.sort((a, b) => a.at - b.at || a.step - b.step)) most = Math.max(most, (now += step));
  return most;
}

test("writes to one bot never overlap, whichever they are, and writes to two bots do", async () => {
  const t = await openClient({ realTime: true, emulator: { latencyMs: 25 } });
  const other = t.emulator.console.createDraft(t.emulator.spaceId, { name: "Other" });
  const api = t.session.api();
  await Promise.all(
    [t.botId, other].flatMap((bot) => [
      api.updateBot(bot, { description: "1" }),
      api.publishBot(bot, ["1024", "999"], undefined),
      api.updateBot(bot, { description: "2" }),
      api.unpublishBot(bot, "999", undefined),
      api.updateBot(bot, { description: "3" }),
    ]),
  );
  const { calls } = t.emulator;
  const about = (bot: string) => calls.filter((call) => JSON.stringify([call.path, call.body]).includes(bot));
  expect(about(t.botId)).toHaveLength(5);
  expect(atOnce(about(t.botId))).toBe(1);
  expect(atOnce(about(other))).toBe(1);
  expect(atOnce(calls)).toBe(2);
});

test("the next write to a bot waits for the repetitions of the one before", async () => {
  const t = await openClient();
  const api = t.session.api();
  t.emulator.fault({ kind: { status: 503 }, times: 3 });
  await Promise.all([
    api.updateBot(t.botId, { description: "first" }),
    api.updateBot(t.botId, { description: "second" }),
  ]);
  const sent = t.emulator.calls.map(({ body }) => (body as { description: string }).description);
  expect(sent).toEqual(["first", "first", "first", "first", "second"]);
  expect(t.emulator.bots[0]?.draft.description).toBe("second");
});

test("no more than `concurrency` requests are under way", async () => {
  const t = await openClient({ realTime: true, emulator: { latencyMs: 25 }, config: { concurrency: "3" } });
  await Promise.all(Array.from({ length: 15 }, () => t.session.api().readDraft(t.botId)));
  expect(t.emulator.calls).toHaveLength(15);
  expect(atOnce(t.emulator.calls)).toBe(3);
});

test("no more than `requestsPerSecond` requests are begun, after a burst of a quarter of a second", async () => {
  const t = await openClient({ realTime: true, config: { requestsPerSecond: "40", concurrency: "64" } });
  const began = Date.now();
  await Promise.all(Array.from({ length: 60 }, () => t.session.api().readDraft(t.botId)));
  const last = t.emulator.calls.at(-1)?.at ?? 0;
  // Ten at once, and the other fifty 25 ms apart; the clock counts whole milliseconds.
  expect(last - began).toBeGreaterThanOrEqual(1_245);
  expect(t.emulator.calls.filter(({ status }) => status === 200)).toHaveLength(60);
});

test("a server with a lower limit than the client's is obeyed, and every call comes through", async () => {
  const rateLimit = { requestsPerSecond: 2, burst: 5, retryAfter: "seconds" } as const;
  const t = await openClient({ emulator: { rateLimit }, config: { requestsPerSecond: "20" } });
  const reads = Array.from({ length: 20 }, () => t.session.api().readDraft(t.botId));
  expect(await Promise.all(reads)).toHaveLength(20);
  expect(t.emulator.calls.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(t.emulator.calls.some(({ status }) => status === 429)).toBe(true);
});
