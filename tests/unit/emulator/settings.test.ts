import type { Emulator } from "../../../emulator";
import { clientOf, closeAll, containing, open } from "./client";
import { until } from "../../harness/until";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => ({ emulator, call } = await open()));
afterEach(closeAll);

const LONG = 3_600_000;

describe("rate limit", () => {
  test("answers 429 beyond the burst, without handling, and recovers", async () => {
    emulator.set({ rateLimit: { requestsPerSecond: 2, burst: 2 } });
    const answers = await Promise.all(Array.from({ length: 4 }, () => call("GET", "/v1/users/me")));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThanOrEqual(1);
    expect(limited[0]?.code).not.toBe(0);
    expect(limited[0]?.headers.get("retry-after")).toBe("1");
    expect(emulator.calls.filter(({ handled }) => !handled)).toHaveLength(limited.length);
    await until(async () => (await call("GET", "/v1/users/me")).status === 200);
  });

  test("Retry-After as a date, or not at all", async () => {
    const limited = async (retryAfter: "date" | "none") => {
      emulator.set({ rateLimit: { requestsPerSecond: 0.001, burst: 1, retryAfter } });
      await call("GET", "/v1/users/me");
      const { status, headers } = await call("GET", "/v1/users/me");
      expect(status).toBe(429);
      return headers.get("retry-after");
    };
    const date = Date.parse((await limited("date")) ?? "");
    expect(date).toBeGreaterThan(Date.now() + 500_000);
    expect(date).toBeLessThan(Date.now() + 1_002_000);
    expect(await limited("none")).toBeNull();
    emulator.set({ rateLimit: null });
    expect((await call("GET", "/v1/users/me")).status).toBe(200);
  });
});

test("latency", async () => {
  emulator.set({ latencyMs: 50 });
  const start = performance.now();
  await call("GET", "/v1/users/me");
  expect(performance.now() - start).toBeGreaterThan(45);
});

test("publish lag: readers see the state before, the store has the new one", async () => {
  const id = emulator.console.createDraft(emulator.spaceId, { name: "one" });
  const first = emulator.console.publish(id, ["1024"]);
  emulator.set({ publishLagMs: LONG });
  emulator.console.editDraft(id, { name: "two" });
  const answer = await call("POST", "/v1/bot/publish", { bot_id: id, connector_ids: ["1024", "999"] });
  const { version } = answer.data as { version: string };

  expect((await call("GET", `/v1/bots/${id}`)).data).toMatchObject({ name: "one", version: first });
  expect(await call("GET", `/v1/bots/${id}?connector_id=999`)).toMatchObject({ code: 4015 });
  expect((await call("GET", `/v1/bots/${id}/versions`)).data).toMatchObject({ items: [{ version: first }] });
  const onChat = `/v1/bots?workspace_id=${emulator.spaceId}&connector_id=999`;
  expect((await call("GET", onChat)).data).toMatchObject({ total: 0 });
  expect(emulator.bots[0]?.published["1024"]?.version).toBe(version);

  emulator.console.unpublish(id, "1024");
  expect(await call("GET", `/v1/bots/${id}`)).toMatchObject({ code: 4015 });
});

test("publish lag ends", async () => {
  emulator.set({ publishLagMs: 30 });
  const id = emulator.console.createDraft(emulator.spaceId, { name: "one" });
  emulator.console.publish(id, ["1024"]);
  await until(async () => (await call("GET", `/v1/bots/${id}`)).code === 0);
});

test("create lag: reads and lists don't know the bot yet", async () => {
  emulator.set({ createLagMs: LONG });
  const answer = await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "bot" });
  const { bot_id } = answer.data as { bot_id: string };
  const all = `/v1/bots?workspace_id=${emulator.spaceId}&publish_status=all`;
  expect(await call("GET", `/v1/bots/${bot_id}?is_published=false`)).toMatchObject({ code: 4200 });
  expect((await call("GET", all)).data).toMatchObject({ total: 0 });
  expect(emulator.bots).toHaveLength(1);

  emulator.set({ createLagMs: 30 });
  await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "bot" });
  await until(async () => ((await call("GET", all)).data as { total: number }).total === 1);
});

test("clock skew moves the Date header and all times", async () => {
  emulator.set({ clockSkewMs: -LONG });
  const id = emulator.console.createDraft(emulator.spaceId, { name: "bot" });
  const { headers, data } = await call("GET", `/v1/bots/${id}?is_published=false`);
  const near = (ms: number) => expect(Math.abs(ms - (Date.now() - LONG))).toBeLessThan(LONG / 2);
  near(Date.parse(headers.get("date") ?? ""));
  near((data as { create_time: number }).create_time * 1000);
  near(Number(emulator.console.publish(id, ["1024"])));
});

test("settings can be given at start, and unknown ones are refused", async () => {
  const { emulator: limited, call: callLimited } = await open({ rateLimit: { requestsPerSecond: 0.01 } });
  expect((await callLimited("GET", "/v1/users/me")).status).toBe(200);
  expect((await callLimited("GET", "/v1/users/me")).status).toBe(429);
  expect(() => limited.set({ speed: 1 } as never)).toThrow();
});

test("the log keeps calls without their credentials", async () => {
  await call("POST", "/v1/bot/update", { bot_id: "17" });
  await call("GET", "/v1/bots/17?is_published=false");
  const common = {
    ...{ at: expect.any(Number) as number, endedAt: expect.any(Number) as number, handled: true },
    caller: { userId: emulator.userId, token: `…${emulator.token.slice(-4)}` },
    answer: containing('"code":4200'),
  };
  expect(emulator.calls).toEqual([
    {
      ...{ index: 0, method: "POST", path: "/v1/bot/update", route: "POST /v1/bot/update", query: {} },
      ...{ body: { bot_id: "17" }, status: 200, code: 4200, ...common },
    },
    {
      ...{ index: 1, method: "GET", path: "/v1/bots/17", route: "GET /v1/bots/:bot_id" },
      ...{ query: { is_published: "false" }, status: 200, code: 4200, ...common },
    },
  ]);
  expect(JSON.stringify(emulator.calls)).not.toContain(emulator.token);
  emulator.clearCalls();
  expect(emulator.calls).toEqual([]);
});
