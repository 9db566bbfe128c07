import { generateKeyPairSync } from "node:crypto";
import type { Emulator } from "../../../emulator";
import { READ } from "./cell";
import { closeClients, failure, openClient, routesOf } from "./client";

afterEach(closeClients);

const TOKEN = "POST /api/permission/oauth2/token";
const REJECTED = { status: 401, body: { code: 700012006, msg: "access token invalid" } } as const;

const app = ({ oauth }: Emulator) => ({
  token: undefined,
  oauthAppId: oauth.appId,
  oauthKeyId: oauth.keyId,
  oauthPrivateKey: oauth.privateKey,
});
const openApp = (change: Record<string, string | undefined> = {}) =>
  openClient({ config: (emulator) => ({ ...app(emulator), ...change }) });

test("one token is fetched for many calls at a time", async () => {
  const t = await openApp();
  await Promise.all(Array.from({ length: 20 }, () => t.session.api().readDraft(t.botId)));
  expect(routesOf(t, TOKEN)).toBe(1);
  expect(routesOf(t, READ)).toBe(20);
});

test("a token is kept while it is good, and renewed before it ends", async () => {
  const t = await openApp();
  await t.session.api().readDraft(t.botId);
  t.clock.pass(13 * 60_000);
  await t.session.api().readDraft(t.botId);
  expect(routesOf(t, TOKEN)).toBe(1);
  t.clock.pass(90_000);
  await t.session.api().readDraft(t.botId);
  expect(routesOf(t, TOKEN)).toBe(2);
  expect(t.emulator.calls.map(({ status }) => status)).not.toContain(401);
});

test("its end is taken by the server's clock, whatever ours says", async () => {
  const t = await openApp();
  t.emulator.set({ clockSkewMs: -86_400_000 });
  await t.session.api().readDraft(t.botId);
  await t.session.api().readDraft(t.botId);
  expect(routesOf(t, TOKEN)).toBe(1);
});

test("a rejected token is renewed once for all calls that it was given to", async () => {
  const t = await openApp();
  const api = t.session.api();
  await api.readDraft(t.botId);
  t.emulator.revokeOAuthTokens();
  await Promise.all(Array.from({ length: 10 }, () => api.readDraft(t.botId)));
  expect(routesOf(t, TOKEN)).toBe(2);
});

test("a renewed token that is rejected as well stops, and the error names the app", async () => {
  const t = await openApp();
  t.emulator.fault({ route: READ, times: Infinity, kind: REJECTED });
  const error = await failure(t.session.api().readDraft(t.botId));
  expect(error).toContain("The token from the OAuth app in the configuration keys coze:oauth… was rejected");
  expect(routesOf(t, TOKEN)).toBe(2);
  expect(routesOf(t, READ)).toBe(2);
});

test("an app whose tokens are rejected gives way to the environment's token", async () => {
  const t = await openClient({ config: app, env: { COZE_API_TOKEN: "another-token" } });
  t.emulator.fault({ route: READ, times: 2, kind: REJECTED });
  t.emulator.fault({ route: READ, nth: 3, kind: { code: 4000, msg: "not with this" } });
  expect(await failure(t.session.api().readDraft(t.botId))).toContain("not with this");
  expect(t.lines).toEqual([
    expect.stringContaining("the one from the environment variable COZE_API_TOKEN is used instead"),
  ]);
});

test.each([{ kind: { status: 503 } }, { kind: { reset: "after" } as const }, { kind: { status: 429 } }])(
  "a token request that fails is repeated, with a new statement: $kind",
  async ({ kind }) => {
    const t = await openApp();
    t.emulator.fault({ route: TOKEN, kind });
    await t.session.api().readDraft(t.botId);
    expect(routesOf(t, TOKEN)).toBe(2);
  },
);

test("a fetch that failed is not kept: the next call tries again", async () => {
  const t = await openApp();
  t.emulator.fault({ route: TOKEN, times: 4, kind: { status: 503 } });
  expect(await failure(t.session.api().readDraft(t.botId))).toContain("No access token could be fetched");
  await t.session.api().readDraft(t.botId);
});

const bodyOf = (pem: string) => pem.split("\n").filter((line) => line.length > 20 && !line.startsWith("-----"));

test("a private key that is none is said to be none, and not shown", async () => {
  const key = "-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5IGF0IGFsbCwgYnV0IHNlY3JldA==\n-----END PRIVATE KEY-----";
  const t = await openApp({ oauthPrivateKey: key });
  const error = await failure(t.session.api().readDraft(t.botId));
  expect(error).toContain("is not a PKCS#8 key in PEM form");
  expect(error).not.toContain("bm90IGEga2V5");
  expect(t.emulator.calls).toEqual([]);
});

test("a private key of another app is refused, and not shown", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const t = await openApp({ oauthPrivateKey: key });
  const error = await failure(t.session.api().readDraft(t.botId));
  expect(error).toMatch(
    /No access token could be fetched with the OAuth app .*: HTTP 401 invalid_client wrong signature/,
  );
  for (const line of bodyOf(key)) expect(error).not.toContain(line);
  expect(routesOf(t, TOKEN)).toBe(1);
});

test("a key with its line breaks written out, as in an environment variable, is understood", async () => {
  const t = await openClient({
    config: (emulator) => ({ ...app(emulator), oauthPrivateKey: emulator.oauth.privateKey.replaceAll("\n", "\\n") }),
  });
  await t.session.api().readDraft(t.botId);
});

test.each([200, 400, 500])("a failure of the token endpoint's own passes, with HTTP %i as well", async (status) => {
  const t = await openApp();
  const body = { error_code: "internal_error", error_message: "try later" };
  t.emulator.fault({ route: TOKEN, kind: { status, body } });
  await t.session.api().readDraft(t.botId);
  expect(routesOf(t, TOKEN)).toBe(2);
});

test("what the token endpoint says is told without the statement that it quotes", async () => {
  const t = await openApp();
  let sent = "";
  const real = globalThis.fetch;
  globalThis.fetch = (_input, init) => {
    sent = new Headers(init?.headers).get("authorization")?.replace("Bearer ", "") ?? "";
    const body = JSON.stringify({ error_code: "invalid_request", error_message: `cannot use ${sent}` });
    return Promise.resolve(new Response(body, { status: 400 }));
  };
  try {
    const error = await failure(t.session.api().readDraft(t.botId));
    expect(sent).toMatch(/^ey/);
    expect(error).toContain("invalid_request cannot use");
    expect(error).not.toContain(sent);
  } finally {
    globalThis.fetch = real;
  }
});
