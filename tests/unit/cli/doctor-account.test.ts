import { generateKeyPairSync } from "node:crypto";
import { addressCheck, audienceCheck } from "../../../provider/cli/doctor/account";
import { Probe } from "../../../provider/client/probe";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const APP = {
  COZE_JWT_OAUTH_CLIENT_ID: "1171000000000",
  COZE_JWT_OAUTH_PUBLIC_KEY_ID: "a-key",
  COZE_JWT_OAUTH_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};
const TOKEN = { COZE_API_TOKEN: "pat_0123456789abcdef" };
const LINK = "ep-1.epsvc-mjadtc7ir3sw5smt1a2gtwun.cn-beijing.privatelink.volces.com";

/** The account of the environment, before any call. */
const probe = (config: Record<string, string>, account: Record<string, string> = TOKEN): Probe =>
  Probe.open(account, () => undefined, config);

test.each([
  [{ baseUrl: "https://api.coze.cn" }, "ok", "https://api.coze.cn (coze.cn)"],
  [
    { baseUrl: "http://coze.internal", allowHttpHost: "coze.internal" },
    "ok",
    "http://coze.internal, over plain http, as coze:allowHttpHost allows",
  ],
  [
    { baseUrl: "http://coze.internal/team", allowHttpHost: "coze.internal" },
    "warning",
    "http://coze.internal/team, over plain http, as coze:allowHttpHost allows; its path comes before that of every call: " +
      "take it out of COZE_API_BASE unless a gateway needs it",
  ],
  [
    { baseUrl: "https://api.coze.cn/team" },
    "warning",
    "https://api.coze.cn/team; its path comes before that of every call: take it out of COZE_API_BASE unless a gateway needs it",
  ],
])("the address %j: %s", (config, status, detail) => {
  expect(addressCheck(probe(config))).toEqual({ name: "address", status, detail });
});

test.each([
  [
    "a private link under a name of one's own",
    { baseUrl: "http://coze.internal", allowHttpHost: "coze.internal" },
    "warning",
  ],
  [
    "the same with the audience set",
    { baseUrl: "http://coze.internal", allowHttpHost: "coze.internal", oauthAudience: "api.coze.cn" },
    "ok",
  ],
  ["the private link under its own name", { baseUrl: `http://${LINK}`, allowHttpHost: LINK }, "ok"],
  ["coze.cn", { baseUrl: "https://api.coze.cn" }, "ok"],
])("the audience of an OAuth app's assertions at %s: %s", (_place, config, status) => {
  const [check, ...others] = audienceCheck(probe(config, APP));
  expect(others).toEqual([]);
  expect(check).toMatchObject({ name: "audience", status });
  if (status === "warning") expect(check?.detail).toContain("set coze:oauthAudience to api.coze.cn");
  else expect(check?.detail).toBe("api.coze.cn; another one is set with coze:oauthAudience");
});

test("a token has no audience", () => {
  expect(audienceCheck(probe({ baseUrl: "https://api.coze.cn" }))).toEqual([]);
});
