import { closeClients, openClient } from "../faults/client";
import { READ } from "../../harness/routes";

afterEach(closeClients);

test("however many calls wait at once, one line tells of it, and the next comes after five seconds", async () => {
  const t = await openClient({ random: () => 0.5 });
  t.emulator.fault({ route: READ, times: 12, kind: { status: 429, retryAfter: "4" } });
  const began = t.clock.now();
  await Promise.all(Array.from({ length: 12 }, () => t.session.api().readDraft(t.botId)));
  const waits = t.clock.sleeps.filter((ms) => ms > 4_000).length;
  expect(waits).toBeGreaterThanOrEqual(12);
  expect(t.lines.length).toBeGreaterThanOrEqual(1);
  expect(t.lines.length).toBeLessThanOrEqual(1 + Math.floor((t.clock.now() - began) / 5_000));
  for (const line of t.lines)
    expect(line).toMatch(/^coze: waiting 5 s before the next attempt\. Coze could not read bot /);
});

test("what the rate limit of the settings holds back is told, where it takes long", async () => {
  const t = await openClient({ config: { requestsPerSecond: "10", concurrency: "1" } });
  const read = () => t.session.api().readDraft(t.botId);
  await Promise.all(Array.from({ length: 20 }, read));
  expect(t.lines).toEqual([]);
  await Promise.all(Array.from({ length: 30 }, read));
  expect(t.lines).toEqual(["coze: waiting about 3 s: 21 calls are ahead, and coze:requestsPerSecond is 10"]);
});

test("a short wait is not told", async () => {
  const t = await openClient({ random: () => 0.9 });
  t.emulator.fault({ route: READ, times: 2, kind: { status: 503 } });
  await t.session.api().readDraft(t.botId);
  expect(t.clock.sleeps).toEqual([450, 900]);
  expect(t.lines).toEqual([]);
});

test("a wait for an access token is told", async () => {
  const t = await openClient({
    random: () => 0.9,
    config: ({ oauth }) => ({
      token: undefined,
      oauthAppId: oauth.appId,
      oauthKeyId: oauth.keyId,
      oauthPrivateKey: oauth.privateKey,
    }),
  });
  t.emulator.fault({ route: "POST /api/permission/oauth2/token", times: 3, kind: { status: 503 } });
  await t.session.api().readDraft(t.botId);
  expect(t.clock.sleeps).toEqual([900, 1_800, 3_600]);
  expect(t.lines).toEqual([
    "coze: waiting 4 s before the next request for an access token with the OAuth app in the configuration keys coze:oauth…: HTTP 503",
  ]);
});
