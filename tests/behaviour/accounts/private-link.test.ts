import { startEmulator, type Emulator } from "../../../emulator";
import { diagnose } from "../../../provider/cli/doctor/doctor";
import { Session } from "../../../provider/session/session";
import { startProxy, type Proxy } from "../../harness/proxy";

const HOST = "ep-1.epsvc-mjadtc7ir3sw5smt1a2gtwun.cn-beijing.privatelink.volces.com";
const NOTICE = `the calls to ${HOST} go over plain http, as coze:allowHttpHost allows: the token and all content can be read on the way`;

const before = { ...process.env };
let emulator: Emulator;
/** It has the name of the private link, which this machine cannot look up. */
let proxy: Proxy;
beforeAll(async () => {
  emulator = await startEmulator();
  proxy = await startProxy(() => Number(new URL(emulator.url).port));
});
beforeEach(() => {
  process.env["http_proxy"] = proxy.url;
});
afterEach(() => {
  process.env = { ...before };
});
afterAll(async () => {
  proxy.close();
  await emulator.close();
});

const env = () => ({
  COZE_API_BASE: `http://${HOST}`,
  COZE_ALLOW_HTTP_HOST: HOST,
  COZE_JWT_OAUTH_CLIENT_ID: emulator.oauth.appId,
  COZE_JWT_OAUTH_PUBLIC_KEY_ID: emulator.oauth.keyId,
  COZE_JWT_OAUTH_PRIVATE_KEY: emulator.oauth.privateKey,
});

test("an OAuth app works over the private link, and each run says first that it is plain http", async () => {
  const lines: string[] = [];
  const session = new Session({ env: env(), write: (line) => lines.push(line) });
  await session.api().currentUser();
  await session.api().currentUser();
  expect(lines).toEqual([`coze: ${NOTICE}`]);
  session.begin();
  session.settings();
  expect(lines).toEqual([`coze: ${NOTICE}`, `coze: ${NOTICE}`]);
  expect(proxy.asked).toContain(`POST http://${HOST}/api/permission/oauth2/token`);
});

test("an audience that Coze does not take is in the error, with its setting", async () => {
  const session = new Session({ env: { ...env(), COZE_JWT_OAUTH_AUDIENCE: "other.example" }, write: () => undefined });
  await expect(session.api().currentUser()).rejects.toThrow(/aud must .*coze:oauthAudience \(other\.example\)/);
});

test("the doctor knows the private link, plain http and the audience", async () => {
  Object.assign(process.env, env(), { COZE_SPACE_ID: emulator.spaceId, COZE_API_TOKEN: "" });
  const { ok, checks } = await diagnose(undefined);
  const of = (name: string) => checks.find((check) => check.name === name);
  expect(of("address")).toMatchObject({
    status: "ok",
    detail: `http://${HOST} (coze.cn, private link), over plain http, as coze:allowHttpHost allows`,
  });
  expect(of("audience")?.detail).toBe("api.coze.cn; another one is set with coze:oauthAudience");
  expect(of("user")?.detail).toBe(emulator.userId);
  expect(ok).toBe(true);
});
