import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import type { Emulator } from "../../../emulator";
import { clientOf, closeAll, containing, open } from "./client";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => ({ emulator, call } = await open()));
afterAll(closeAll);

const as = (token: string) => ({ authorization: `Bearer ${token}` });

describe("tokens", () => {
  test.each(["", "Bearer nonsense", "Basic abc"])("authorization %j is 401 with 700012006", async (authorization) => {
    const answer = await call("GET", "/v1/users/me", undefined, { authorization });
    expect(answer).toMatchObject({ status: 401, code: 700012006, msg: "access token invalid" });
  });

  test("the read-only token reads, lists and knows its user, no more", async () => {
    const id = emulator.console.createDraft(emulator.spaceId, { name: "bot" });
    const reader = as(emulator.readOnlyToken);
    for (const path of [
      "/v1/users/me",
      `/v1/bots/${id}?is_published=false`,
      `/v1/bots/${id}/versions`,
      `/v1/bots?workspace_id=${emulator.spaceId}`,
    ]) {
      expect(await call("GET", path, undefined, reader)).toMatchObject({ status: 200, code: 0 });
    }
    for (const [path, point] of [
      ["/v1/bot/create", "createBot"],
      ["/v1/bot/update", "edit"],
      ["/v1/bot/publish", "publish"],
      [`/v1/bots/${id}/unpublish`, "disconnectBot"],
    ] as const) {
      expect(await call("POST", path, {}, reader)).toMatchObject({ status: 200, code: 4101, msg: containing(point) });
    }
  });

  test("users/me", async () => {
    const { data } = await call("GET", "/v1/users/me");
    const text = expect.any(String) as string;
    expect(data).toEqual({ user_id: emulator.userId, user_name: text, nick_name: text, avatar_url: text });
    const other = as(emulator.addToken({ userId: "42" }));
    expect((await call("GET", "/v1/users/me", undefined, other)).data).toMatchObject({ user_id: "42" });
  });

  test("spaces, and tokens that end", async () => {
    const token = emulator.addToken({ permissions: ["createBot"], spaces: [emulator.spaceId] });
    const create = (space_id: string, who = token) =>
      call("POST", "/v1/bot/create", { space_id, name: "bot" }, as(who));
    expect(await create(emulator.spaceId)).toMatchObject({ code: 0 });
    expect(await create(emulator.otherSpaceId)).toMatchObject({ status: 200, code: 4101 });
    expect(await create(emulator.addSpace([token]))).toMatchObject({ code: 0 });
    expect(await create(emulator.addSpace(), emulator.token)).toMatchObject({ code: 4101 });
    emulator.revokeToken(token);
    expect(await create(emulator.spaceId)).toMatchObject({ status: 401 });
  });

  test("tokens look like secrets and differ between emulators", async () => {
    const { emulator: other } = await open();
    expect(emulator.token).toMatch(/^pat_[\w-]{43}$/);
    expect(new Set([emulator.token, emulator.readOnlyToken, other.token, other.readOnlyToken]).size).toBe(4);
  });
});

describe("envelope and unlisted routes", () => {
  test("every answer has its log id, in the body and in the header", async () => {
    for (const path of ["/v1/users/me", "/v1/bots/1", "/nowhere"]) {
      const { headers, json } = await call("GET", path);
      const { logid } = json.detail as { logid: string };
      expect(logid).toMatch(/^\d{14}[0-9A-F]{20}$/);
      expect(headers.get("x-tt-logid")).toBe(logid);
    }
  });

  test.each([
    ["GET", "/v1/bot/1"],
    ["POST", "/v1/bot"],
    ["DELETE", "/v1/bots/1"],
    ["PUT", "/v1/bot/update"],
  ])("%s %s is 404 with 4000", async (method, path) => {
    const answer = await call(method, path);
    expect(answer).toMatchObject({ status: 404, code: 4000, msg: containing(`${method} ${path} `) });
  });
});

describe("OAuth JWT", () => {
  const now = () => Math.floor(Date.now() / 1000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

  function jwt(claims: object = {}, header: object = {}, key = emulator.oauth.privateKey): string {
    const times = { iat: now(), exp: now() + 3600 };
    const all = { iss: emulator.oauth.appId, aud: "127.0.0.1", jti: randomUUID(), ...times, ...claims };
    const signed = `${encode({ alg: "RS256", typ: "JWT", kid: emulator.oauth.keyId, ...header })}.${encode(all)}`;
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key, "base64url")}`;
  }

  const good = { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", duration_seconds: 600 };
  const ask = (token: string, body: object = good) => call("POST", "/api/permission/oauth2/token", body, as(token));

  test("gives a token that works, with an absolute end", async () => {
    const before = now();
    const { status, json } = await ask(jwt());
    const after = now();
    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual(["access_token", "expires_in", "token_type"]);
    expect(Number(json.expires_in)).toBeGreaterThanOrEqual(before + 600);
    expect(Number(json.expires_in)).toBeLessThanOrEqual(after + 600);
    const me = () => call("GET", "/v1/users/me", undefined, as(json.access_token as string));
    expect(await me()).toMatchObject({ code: 0, data: { user_id: emulator.userId } });
    emulator.set({ clockSkewMs: 601_000 });
    expect(await me()).toMatchObject({ status: 401, code: 700012006 });
    emulator.set({ clockSkewMs: 0 });
    emulator.revokeOAuthTokens();
    expect(await me()).toMatchObject({ status: 401 });
  });

  test("the host may have its port", async () => {
    expect(await ask(jwt({ aud: new URL(emulator.url).host }))).toMatchObject({ status: 200 });
  });

  test("a JWT is good for one use", async () => {
    const once = jwt();
    expect(await ask(once)).toMatchObject({ status: 200 });
    expect((await ask(once)).json).toMatchObject({ error_code: "invalid_client", error_message: containing("jti") });
  });

  test.each<[string, () => string]>([
    ["iss", () => jwt({ iss: "1" })],
    ["aud", () => jwt({ aud: "https://127.0.0.1" })],
    ["expired", () => jwt({ exp: now() - 1 })],
    ["jti", () => jwt({ jti: undefined })],
    ["kid", () => jwt({}, { kid: "other" })],
    ["RS256", () => jwt({}, { alg: "none" })],
    ["malformed", () => "nonsense"],
    ["signature", () => jwt({}, {}, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey as never)],
  ])("refuses a wrong %s", async (what, make) => {
    const { status, json } = await ask(make());
    expect(status).toBe(401);
    expect(json).toMatchObject({ error_code: "invalid_client", error_message: containing(what) });
  });

  test("refuses wrong parameters", async () => {
    expect((await ask(jwt(), { ...good, duration_seconds: 86_400 })).json).toMatchObject({
      error_code: "invalid_request",
      error_message: containing("duration_seconds"),
    });
    expect((await ask(jwt(), { grant_type: "password" })).json).toMatchObject({
      error_code: "unsupported_grant_type",
    });
  });
});
