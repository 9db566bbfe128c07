import { closeClients, failure, openClient, routesOf } from "./client";
import { UPDATE } from "./cell";

afterEach(closeClients);

const BROKEN = { status: 503, body: "<html>" } as const;
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

test.each([0, 0.5, 0.999])(
  "the pause is that part of the doubling step which the dice say, up to 20 s: %d",
  async (part) => {
    const t = await openClient({ random: () => part, config: { maxRetries: "8" } });
    t.emulator.fault({ route: UPDATE, times: 8, kind: BROKEN });
    await t.session.api().updateBot(t.botId, {});
    const steps = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000];
    expect(t.clock.sleeps).toEqual(steps.map((step) => step * part));
  },
);

test.each([
  { given: "seconds", retryAfter: () => "3" },
  { given: "a date", retryAfter: (now: number) => new Date(Math.ceil(now / 1000) * 1000 + 3_000).toUTCString() },
])("a server that says when, in $given, is never asked sooner", async ({ retryAfter }) => {
  const t = await openClient({ random: () => 0 });
  const asked = t.clock.now();
  t.emulator.fault({ route: UPDATE, kind: { status: 429, retryAfter: retryAfter(asked) } });
  await t.session.api().updateBot(t.botId, {});
  expect(t.clock.now() - asked).toBeGreaterThanOrEqual(3_000);
  expect(routesOf(t, UPDATE)).toBe(2);
  expect(t.lines).toEqual([expect.stringMatching(/^coze: waiting [345] s before the next attempt\. .*429/)]);
});

test("a server that asks one call for a pause is given it by all", async () => {
  const t = await openClient({ random: () => 0 });
  t.emulator.fault({ route: UPDATE, kind: { status: 429, retryAfter: "5" } });
  const began = t.clock.now();
  const first = t.session.api().updateBot(t.botId, {});
  const other = first.then(
    () => 0,
    () => 0,
  );
  while (t.emulator.calls[0]?.endedAt === undefined) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([other, t.session.api().readDraft(t.botId)]);
  expect(t.clock.now() - began).toBeGreaterThanOrEqual(5_000);
  expect(t.emulator.calls.map(({ status }) => status)).toEqual([429, 200, 200]);
});

test("a pause that is longer than an operation may take is not begun", async () => {
  const t = await openClient();
  t.emulator.fault({ route: UPDATE, kind: { status: 429, retryAfter: "86400" } });
  expect(await failure(t.session.api().updateBot(t.botId, {}))).toContain("429");
  expect(t.clock.sleeps).toEqual([]);
  expect(routesOf(t, UPDATE)).toBe(1);
});

test("an operation with all its waits ends within the total limit", async () => {
  const t = await openClient({ random: () => 0.999, config: { maxRetries: "20", timeoutSeconds: "10" } });
  t.emulator.fault({ route: UPDATE, times: Infinity, kind: BROKEN });
  expect(await failure(t.session.api().updateBot(t.botId, {}))).toContain("503");
  // Never less than a minute, else five times the limit of one request.
  expect(sum(t.clock.sleeps)).toBeLessThanOrEqual(60_000);
  expect(sum(t.clock.sleeps)).toBeGreaterThan(40_000);
});

test("maxRetries 0 repeats nothing", async () => {
  const t = await openClient({ config: { maxRetries: "0" } });
  t.emulator.fault({ route: UPDATE, kind: BROKEN });
  expect(await failure(t.session.api().updateBot(t.botId, {}))).toContain("503");
  expect(routesOf(t, UPDATE)).toBe(1);
});

test("against a server that is down, sixty resources share one budget of a hundred repetitions", async () => {
  const t = await openClient({ config: { maxRetries: "20", concurrency: "64" } });
  t.emulator.fault({ route: UPDATE, times: Infinity, kind: BROKEN });
  const bots = Array.from({ length: 60 }, (_, i) => String(7_000_000_000_000_000_000n + BigInt(i)));
  const results = await Promise.allSettled(bots.map((bot) => t.session.api().updateBot(bot, {})));
  expect(results.every(({ status }) => status === "rejected")).toBe(true);
  expect(routesOf(t, UPDATE)).toBe(60 + 100);
});

test("successes give the budget back", async () => {
  const t = await openClient({ config: { maxRetries: "20" }, random: () => 0.01 });
  t.emulator.fault({ route: UPDATE, times: Infinity, kind: BROKEN });
  const bots = Array.from({ length: 10 }, (_, i) => String(7_000_000_000_000_000_000n + BigInt(i)));
  await Promise.allSettled(bots.map((bot) => t.session.api().updateBot(bot, {})));
  expect(routesOf(t, UPDATE)).toBe(10 + 100);
  t.emulator.clearFaults();
  for (let i = 0; i < 10; i++) await t.session.api().readDraft(t.botId);
  t.emulator.clearCalls();
  t.emulator.fault({ route: UPDATE, times: Infinity, kind: BROKEN });
  await failure(t.session.api().updateBot(t.botId, {}));
  expect(routesOf(t, UPDATE)).toBe(1 + 2);
});

test("a short pause is not told", async () => {
  const t = await openClient({ random: () => 0.999 });
  t.emulator.fault({ route: UPDATE, times: 2, kind: BROKEN });
  await t.session.api().updateBot(t.botId, {});
  expect(t.clock.sleeps).toHaveLength(2);
  expect(t.lines).toEqual([]);
});

test.each([
  { name: "HTTP 400", kind: { status: 400, body: { code: 4000, msg: "no" } } },
  { name: "code 4000", kind: { code: 4000 } },
  { name: "code 4008", kind: { code: 4008 } },
  { name: "code 4012", kind: { code: 4012 } },
  { name: "code 4101", kind: { code: 4101 } },
  { name: "code 4105", kind: { code: 4105 } },
  { name: "code 4200", kind: { code: 4200 } },
  { name: "a code that nobody knows", kind: { code: 987654 } },
])("$name is not repeated", async ({ kind }) => {
  const t = await openClient();
  t.emulator.fault({ route: UPDATE, kind });
  const error = await failure(t.session.api().updateBot(t.botId, {}));
  expect(error).toMatch(/^Coze could not update bot \d+: it answered \d+.*log id [0-9A-F]{34}\. \S/);
  expect(routesOf(t, UPDATE)).toBe(1);
  expect(t.clock.sleeps).toEqual([]);
});
