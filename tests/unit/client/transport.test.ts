import { createServer, type Server } from "node:http";
import { listen } from "../../harness/listen";
import { emulate, outcomeOf } from "./emulated";

const create = (emulator: { url: string; spaceId: string }) => ({
  method: "POST" as const,
  url: `${emulator.url}/v1/bot/create`,
  body: { space_id: emulator.spaceId, name: "Support" },
});

test("code 0 is a success, with its data and the server's time", async () => {
  const emulator = await emulate({ clockSkewMs: 3_600_000 });
  const outcome = await outcomeOf(emulator);
  expect(outcome).toMatchObject({ kind: "ok", data: { items: [], total: 0 } });
  const ahead = "date" in outcome && outcome.date ? outcome.date.getTime() - Date.now() : 0;
  expect(Math.abs(ahead - 3_600_000)).toBeLessThan(3_600_000 / 2);
});

test("a body goes out as JSON, with the token, and no key that is undefined", async () => {
  const emulator = await emulate();
  const { body, ...call } = create(emulator);
  await outcomeOf(emulator, { ...call, query: {}, body: { ...body, description: undefined } });
  expect(emulator.bots).toHaveLength(1);
  expect(emulator.calls[0]?.body).toEqual(body);
});

test("a query leaves out what is undefined, and escapes the rest", async () => {
  const emulator = await emulate();
  await outcomeOf(emulator, { query: { workspace_id: "a&b=ü", page_num: 2, connector_id: undefined } });
  expect(emulator.calls[0]?.query).toEqual({ workspace_id: "a&b=ü", page_num: "2" });
});

test("a server that is not there has refused: nothing was sent", async () => {
  const emulator = await emulate();
  await emulator.refuse();
  expect(await outcomeOf(emulator, create(emulator))).toMatchObject({ kind: "refused", detail: "ECONNREFUSED" });
  expect(emulator.bots).toEqual([]);
});

test("a host that has no address has refused", async () => {
  const emulator = await emulate();
  const outcome = await outcomeOf(emulator, { url: "http://no-such-host.invalid/v1/bots" });
  expect(outcome.kind).toBe("refused");
});

test.each(["before", "after"] as const)("a reset %s the handling is a lost answer, sent once", async (reset) => {
  const emulator = await emulate();
  emulator.fault({ kind: { reset } });
  expect(await outcomeOf(emulator, create(emulator))).toMatchObject({ kind: "lost", how: "reset" });
  expect(emulator.calls).toHaveLength(1);
  expect(emulator.bots).toHaveLength(reset === "after" ? 1 : 0);
});

test.each(["before", "after"] as const)("no answer in time %s the handling is a lost answer", async (timeout) => {
  const emulator = await emulate();
  emulator.fault({ kind: { timeout } });
  expect(await outcomeOf(emulator, create(emulator))).toMatchObject({
    kind: "lost",
    how: "timeout",
    detail: "none within 10 s",
  });
  expect(emulator.calls).toHaveLength(1);
  expect(emulator.bots).toHaveLength(timeout === "after" ? 1 : 0);
});

test("a body that never ends is out of time, too", async () => {
  const emulator = await emulate();
  const server = await serve((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"code":');
  });
  const outcome = await outcomeOf(emulator, { url: server.url, timeoutMs: 200 });
  expect(outcome).toMatchObject({ kind: "lost", how: "timeout" });
});

test.each([
  ["a proxy's page", true],
  ["an empty body", ""],
  ["JSON of another kind", '{"ok":true}'],
  ["a code that is no number", '{"code":"0","data":{}}'],
  ["a list", "[]"],
  ["null", "null"],
] as const)("HTTP 200 with %s is a lost answer", async (_what, garbage) => {
  const emulator = await emulate();
  emulator.fault({ kind: { garbage } });
  expect(await outcomeOf(emulator, create(emulator))).toMatchObject({ kind: "lost", how: "unreadable" });
  expect(emulator.bots).toHaveLength(1);
});

test("an answer that was cut off is a lost answer", async () => {
  const emulator = await emulate();
  emulator.fault({ kind: { truncated: true } });
  expect(await outcomeOf(emulator, create(emulator))).toMatchObject({ kind: "lost" });
  expect(emulator.bots).toHaveLength(1);
});

test("a code in an HTTP 200 is an error, whatever the words say", async () => {
  const emulator = await emulate();
  emulator.fault({ kind: { code: 4000, msg: "success" } });
  expect(await outcomeOf(emulator)).toMatchObject({ kind: "answered", status: 200, code: 4000, msg: "success" });
});

test("a rejected token is answered with its code and the log id", async () => {
  const emulator = await emulate();
  const outcome = await outcomeOf(emulator, { token: "pat-wrong" });
  expect(outcome).toMatchObject({ kind: "answered", status: 401, code: 700012006 });
  expect(outcome).toHaveProperty("logId", expect.stringMatching(/^[0-9A-Z]{10,}$/i));
});

test("an error page of a gateway is answered without a code", async () => {
  const emulator = await emulate();
  emulator.fault({ kind: { status: 502, body: "<html>bad gateway</html>" } });
  expect(await outcomeOf(emulator)).toMatchObject({ kind: "answered", status: 502, code: undefined, msg: undefined });
});

describe("Retry-After", () => {
  const retryAfter = async (value: string | undefined) => {
    const emulator = await emulate({ clockSkewMs: -3_600_000 });
    emulator.fault({ kind: { status: 429, ...(value !== undefined && { retryAfter: value }) } });
    const outcome = await outcomeOf(emulator);
    return outcome.kind === "answered" ? outcome.retryAfterMs : outcome;
  };

  test.each([
    ["2", 2000],
    ["0", 0],
    ["1.5", 1500],
    [undefined, undefined],
    ["soon", undefined],
  ])("%j is %s ms", async (value, ms) => {
    expect(await retryAfter(value)).toBe(ms);
  });

  test("a date is taken against the server's own clock, and one that has passed is now", async () => {
    const serverNow = Date.now() - 3_600_000;
    const soon = await retryAfter(new Date(serverNow + 60_000).toUTCString());
    expect(soon).toBeGreaterThan(50_000);
    expect(soon).toBeLessThan(70_000);
    expect(await retryAfter(new Date(serverNow - 60_000).toUTCString())).toBe(0);
  });

  test.each(["seconds", "date"] as const)("is read from the emulator's own rate limiter, in %s", async (form) => {
    const emulator = await emulate({ rateLimit: { requestsPerSecond: 0.01, burst: 1, retryAfter: form } });
    await outcomeOf(emulator);
    const outcome = await outcomeOf(emulator);
    expect(outcome).toMatchObject({ kind: "answered", status: 429, code: 4013 });
    const ms = outcome.kind === "answered" ? outcome.retryAfterMs : undefined;
    // What is left of a hundred seconds.
    expect(ms).toBeGreaterThan(1_000);
    expect(ms).toBeLessThanOrEqual(101_000);
  });
});

test.each([301, 302, 303, 307, 308])(
  "a redirect (%i) is not followed: the token stays with its host",
  async (status) => {
    const emulator = await emulate();
    const elsewhere = await emulate();
    emulator.fault({ kind: { status, headers: { location: `${elsewhere.url}/v1/bots` } } });
    expect(await outcomeOf(emulator)).toMatchObject({ kind: "answered", status });
    expect(elsewhere.calls).toEqual([]);
  },
);

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(handler: Parameters<typeof createServer>[1]): Promise<{ url: string }> {
  const server = createServer(handler);
  servers.push(server);
  return { url: `${await listen(server)}/` };
}
