import { findSources } from "../../../provider/client/auth/credentials";
import type { RawConfig } from "../../../provider/client/settings";

const configToken = { token: "pat-config" };
const configApp = { oauthAppId: "app-config", oauthKeyId: "key", oauthPrivateKey: "pem" };
const envToken = { COZE_API_TOKEN: "pat-env" };
const envApp = {
  COZE_JWT_OAUTH_CLIENT_ID: "app-env",
  COZE_JWT_OAUTH_PUBLIC_KEY_ID: "key",
  COZE_JWT_OAUTH_PRIVATE_KEY: "pem",
};

const used = (config: RawConfig, env: NodeJS.ProcessEnv) =>
  findSources(config, env).map((source) => ("token" in source ? source.token : source.app.appId));

test.each<[string, RawConfig, NodeJS.ProcessEnv, string[]]>([
  ["config's token", configToken, {}, ["pat-config"]],
  ["config's app", configApp, {}, ["app-config"]],
  ["the environment's token", {}, envToken, ["pat-env"]],
  ["the environment's app", {}, envApp, ["app-env"]],
  ["config's token before its app", { ...configToken, ...configApp }, {}, ["pat-config"]],
  ["the environment's token before its app", {}, { ...envToken, ...envApp }, ["pat-env"]],
  ["config's token, then the environment's", configToken, { ...envToken, ...envApp }, ["pat-config", "pat-env"]],
  ["config's app, then the environment's token", configApp, { ...envToken, ...envApp }, ["app-config", "pat-env"]],
  ["config's token, then the environment's app", configToken, envApp, ["pat-config", "app-env"]],
])("%s", (_order, config, env, expected) => {
  expect(used(config, env)).toEqual(expected);
});

test.each(Object.keys(configApp))("an app in config without %s is none", (key) => {
  expect(used({ ...configApp, [key]: undefined }, envToken)).toEqual(["pat-env"]);
});

test.each(Object.keys(envApp))("an app in the environment without %s is none", (key) => {
  expect(() => findSources({}, { ...envApp, [key]: "" })).toThrow("No Coze credentials were found");
});

test("an app is never put together from config and environment", () => {
  const env = { COZE_JWT_OAUTH_PRIVATE_KEY: "pem" };
  const half = { oauthAppId: "app", oauthKeyId: "key" };
  expect(() => findSources(half, env)).toThrow(
    "Only coze:oauthAppId and coze:oauthKeyId and COZE_JWT_OAUTH_PRIVATE_KEY of an OAuth app are set.",
  );
});

test("none at all: one error with the key, the variable and the command", () => {
  expect(() => findSources({}, {})).toThrow(
    new Error(
      "No Coze credentials were found. Set the configuration key coze:token with `pulumi config set --secret coze:token " +
        "<token>`, or the environment variable COZE_API_TOKEN; or all of coze:oauthAppId, coze:oauthKeyId and " +
        "coze:oauthPrivateKey.",
    ),
  );
});

test("names say where a token comes from", () => {
  const names = [configToken, configApp].flatMap((config) =>
    [envToken, envApp].flatMap((env) => findSources(config, env).map(({ name }) => name)),
  );
  expect(new Set(names)).toEqual(
    new Set([
      "the configuration key coze:token",
      "the OAuth app in the configuration keys coze:oauth…",
      "the environment variable COZE_API_TOKEN",
      "the OAuth app in the environment variables COZE_JWT_OAUTH_…",
    ]),
  );
});

test("blanks and line breaks around a token are pasted along, and go", () => {
  expect(used({ token: " pat-config\n" }, { COZE_API_TOKEN: "\r\npat-env " })).toEqual(["pat-config", "pat-env"]);
});

test("a blank token is none", () => {
  expect(used({ token: " \n" }, envToken)).toEqual(["pat-env"]);
});

test.each(["pat config", "pat\nconfig", "pät", "pat\u0000"])(
  "a token that cannot be a header is refused, unquoted",
  (token) => {
    expect(() => findSources({ token }, {})).toThrow(
      new Error("The token from the configuration key coze:token has characters that no access token has."),
    );
  },
);

describe("a provider instance", () => {
  const instance = "eu";

  test.each<[string, RawConfig, NodeJS.ProcessEnv, string]>([
    ["its token", { token: "pat-eu" }, {}, "pat-eu"],
    ["the variable that it names", { tokenEnv: "EU_TOKEN" }, { EU_TOKEN: "pat-eu" }, "pat-eu"],
    ["its app", configApp, {}, "app-config"],
  ])("uses %s, and nothing of the environment", (_what, config, env, expected) => {
    expect(used({ instance, ...config }, { ...env, ...envToken, ...envApp })).toEqual([expected]);
  });

  test("has no credentials of its own: an error, whatever the environment has", () => {
    expect(() => findSources({ instance }, envToken)).toThrow("This CozeProvider has no credentials.");
    expect(() => findSources({ instance, tokenEnv: "EU_TOKEN" }, envToken)).toThrow(
      "The environment variable EU_TOKEN that tokenEnv names is not set.",
    );
  });

  test("has two kinds of them: an error", () => {
    expect(() => findSources({ instance, ...configToken, ...configApp }, {})).toThrow("has several");
  });
});
