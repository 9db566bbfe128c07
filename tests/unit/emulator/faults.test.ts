import type { Emulator, FaultKind } from "../../../emulator";
import { clientOf, closeAll, containing, open } from "./client";
import { until } from "../../harness/until";
import { failureOf } from "../../harness/failure";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => ({ emulator, call } = await open()));
afterEach(closeAll);

const create = (signal?: AbortSignal) =>
  fetch(`${emulator.url}/v1/bot/create`, {
    method: "POST",
    headers: { authorization: `Bearer ${emulator.token}`, "content-type": "application/json" },
    body: JSON.stringify({ space_id: emulator.spaceId, name: "bot" }),
    signal: signal ?? null,
  });

/** The code of the socket's error behind a failed fetch. */
async function failure(attempt: Promise<unknown>): Promise<string | undefined> {
  const error = await failureOf(attempt);
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? String(error);
}

const lastCall = () => emulator.calls.at(-1);

describe("kinds", () => {
  test("status, not handled", async () => {
    emulator.fault({ kind: { status: 503, retryAfter: "2", headers: { "x-a": "b" }, body: "<html>" } });
    const response = await create();
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("2");
    expect(response.headers.get("x-a")).toBe("b");
    expect(await response.text()).toBe("<html>");
    expect(emulator.bots).toHaveLength(0);
    expect(lastCall()).toMatchObject({ handled: false, status: 503, fault: "status:503" });
    expect((await create()).status).toBe(200);
  });

  test("status with a JSON body, after handling", async () => {
    emulator.fault({ kind: { status: 502, body: { code: 77 }, handled: true } });
    const response = await create();
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ code: 77 });
    expect(emulator.bots).toHaveLength(1);
    expect(lastCall()).toMatchObject({ handled: true, status: 502, code: 77 });
  });

  test.each([false, true])("code, handled: %s", async (handled) => {
    emulator.fault({ kind: { code: 5000, msg: "oops", handled } });
    const answer = await call("POST", "/v1/bot/create", { space_id: emulator.spaceId, name: "bot" });
    expect(answer).toMatchObject({ status: 200, code: 5000, msg: "oops" });
    expect(emulator.bots).toHaveLength(handled ? 1 : 0);
    expect(lastCall()).toMatchObject({ handled, status: 200, code: 5000, fault: "code:5000" });
  });

  test.each(["before", "after"] as const)("reset %s", async (reset) => {
    emulator.fault({ kind: { reset } });
    expect(await failure(create())).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(emulator.bots).toHaveLength(reset === "after" ? 1 : 0);
    expect(lastCall()).toMatchObject({ handled: reset === "after", status: 0, fault: `reset:${reset}` });
    expect(lastCall()?.code).toBeUndefined();
  });

  test.each(["before", "after"] as const)("timeout %s", async (timeout) => {
    emulator.fault({ kind: { timeout } });
    const abort = new AbortController();
    const attempt = failure(create(abort.signal));
    await until(() => lastCall()?.fault !== undefined);
    if (timeout === "after") await until(() => emulator.bots.length === 1);
    expect(lastCall()?.endedAt).toBeUndefined();
    abort.abort();
    expect(await attempt).toContain("AbortError");
    await until(() => lastCall()?.endedAt !== undefined);
    expect(emulator.bots).toHaveLength(timeout === "after" ? 1 : 0);
    expect(lastCall()).toMatchObject({ handled: timeout === "after", status: 0 });
  });

  test.each(["before", "after"] as const)("delay %s handling", async (when) => {
    emulator.fault({ kind: { delayMs: 60, when } });
    const start = performance.now();
    expect((await create()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(55);
    const [bot] = emulator.bots;
    const { at = 0 } = lastCall() ?? {};
    if (when === "before") expect(bot?.createdAt).toBeGreaterThanOrEqual(at + 55);
    expect(lastCall()).toMatchObject({ handled: true, code: 0, fault: `delay:${when}` });
  });

  test("what was delayed is done although the client has gone", async () => {
    emulator.fault({ kind: { delayMs: 100 } });
    const abort = new AbortController();
    const attempt = failure(create(abort.signal));
    await until(() => emulator.calls.length === 1);
    abort.abort();
    await attempt;
    expect(emulator.bots).toHaveLength(0);
    await until(() => emulator.bots.length === 1);
  });

  test("garbage", async () => {
    emulator.fault({ kind: { garbage: true } });
    const response = await create();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow("not valid JSON");
    emulator.fault({ kind: { garbage: '{"code":', contentType: "application/json" } });
    expect(await (await create()).text()).toBe('{"code":');
    expect(emulator.bots).toHaveLength(2);
  });

  test("truncated", async () => {
    emulator.fault({ kind: { truncated: true } });
    const response = await create();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("terminated");
    expect(emulator.bots).toHaveLength(1);
    expect(lastCall()).toMatchObject({ handled: true, status: 200, fault: "truncated" });
  });

  test.each([
    [true, 401, { code: 401, msg: "missing session_key in cookie" }, "lacks"],
    ["older", 200, { code: 700012006, msg: "missing session_key in cookie" }, "lacks:older"],
  ] as const)("a server without the call: %s", async (lacks, status, body, name) => {
    emulator.fault({ route: "POST /v1/bot/create", times: Infinity, lacks });
    expect((await call("GET", "/v1/users/me")).status).toBe(200);
    const response = await create();
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
    expect(emulator.bots).toEqual([]);
    expect(lastCall()).toMatchObject({ handled: false, status, code: body.code, fault: name });
  });
});

describe("which call", () => {
  const kind: FaultKind = { status: 500 };
  const me = async () => (await call("GET", "/v1/users/me")).status;
  const statuses = async (count: number) => {
    const all: number[] = [];
    for (let i = 0; i < count; i++) all.push(await me());
    return all;
  };

  test("nth and times", async () => {
    const handle = emulator.fault({ nth: 2, times: 2, kind });
    expect(await statuses(4)).toEqual([200, 500, 500, 200]);
    expect(handle.hits).toBe(2);
  });

  test("for ever, until removed or cleared", async () => {
    const handle = emulator.fault({ times: Infinity, kind });
    expect(await statuses(3)).toEqual([500, 500, 500]);
    handle.remove();
    emulator.fault({ times: Infinity, kind });
    emulator.clearFaults();
    expect(await me()).toBe(200);
  });

  test("queued ones come one after the other", async () => {
    emulator.fault({ kind: { status: 501 } });
    emulator.fault({ kind: { status: 502 } });
    expect(await statuses(3)).toEqual([501, 502, 200]);
  });

  test("by index in the log", async () => {
    await me();
    emulator.clearCalls();
    emulator.fault({ callIndex: 1, kind });
    expect(await statuses(3)).toEqual([200, 500, 200]);
    expect(emulator.calls.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  test("by route", async () => {
    emulator.fault({ route: "GET /v1/bots/:bot_id", kind });
    expect(await me()).toBe(200);
    expect((await call("GET", "/v1/bots/1/versions")).status).toBe(200);
    expect((await call("GET", "/v1/bots/1")).status).toBe(500);
  });

  test("by bot, in path, query or body", async () => {
    emulator.fault({ botId: "17", times: 3, kind });
    expect((await call("GET", "/v1/bots/18")).status).toBe(200);
    expect((await call("POST", "/v1/bots/17/unpublish", {})).status).toBe(500);
    expect((await call("GET", "/v1/bot/get_online_info?bot_id=17")).status).toBe(500);
    expect((await call("POST", "/v1/bot/update", { bot_id: "17" })).status).toBe(500);
  });

  test("a wrong fault is refused", () => {
    expect(() => emulator.fault({ nth: 0, kind })).toThrow();
    expect(() => emulator.fault({ kind: { what: 1 } as never })).toThrow();
  });
});

test("refuse and accept, on the same port", async () => {
  const { url } = emulator;
  await call("GET", "/v1/users/me");
  await emulator.refuse();
  expect(await failure(create())).toBe("ECONNREFUSED");
  await emulator.accept();
  expect(emulator.url).toBe(url);
  expect((await create()).status).toBe(200);
});

test("close ends hanging calls at once", async () => {
  emulator.fault({ kind: { timeout: "before" } });
  emulator.fault({ kind: { delayMs: 60_000 } });
  const attempts = [failure(create()), failure(create())];
  await until(() => emulator.calls.length === 2);
  await emulator.close();
  expect(await Promise.all(attempts)).toEqual([expect.any(String), expect.any(String)]);
  expect(emulator.bots).toHaveLength(0);
});

test("an unlisted route can be faulted, too", async () => {
  emulator.fault({ route: "GET /nowhere", kind: { code: 1 } });
  expect(await call("GET", "/nowhere")).toMatchObject({ code: 1, msg: containing("injected") });
});
