import type { JwtApp } from "./oauth";
import type { RawConfig } from "../settings";
import { SETTINGS } from "../../values/settings-table";

/** The settings of an OAuth app. */
const APP_KEYS = ["oauthAppId", "oauthKeyId", "oauthPrivateKey"] as const;

/** One way to get an access token. */
export type Source =
  { readonly name: string; readonly token: string } | { readonly name: string; readonly app: JwtApp };

/**
 * The sources in the order of their use: the configuration, then the environment. An OAuth app counts only if it is
 * complete. The second source is used if Coze rejects the token of the first source: `refresh` and `destroy` run with
 * the configuration of the last `up`, whose token may have expired.
 */
export function findSources(config: RawConfig, env: NodeJS.ProcessEnv): [Source, ...Source[]] {
  if (config.instance !== undefined) return [instanceSource(config, env)];
  const sources = [
    tokenSource("the configuration key coze:token", config.token),
    appSource(
      "the OAuth app in the configuration keys coze:oauth…",
      APP_KEYS.map((key) => config[key]),
    ),
    tokenSource(`the environment variable ${SETTINGS.token.env}`, env[SETTINGS.token.env]),
    appSource(
      "the OAuth app in the environment variables COZE_JWT_OAUTH_…",
      APP_KEYS.map((key) => env[SETTINGS[key].env]),
    ),
  ];
  const inConfig = sources.slice(0, 2).find((source) => source !== undefined);
  const inEnv = sources.slice(2).find((source) => source !== undefined);
  const [first, ...rest] = [inConfig, inEnv].filter((source) => source !== undefined);
  if (first) return [first, ...rest];
  throw new Error(
    "No Coze credentials were found. Set the configuration key coze:token with `pulumi config set --secret coze:token " +
      "<token>`, or the environment variable COZE_API_TOKEN; or all of coze:oauthAppId, coze:oauthKeyId and " +
      `coze:oauthPrivateKey.${incomplete(config, env)}`,
  );
}

/** A `CozeProvider` has its own credentials, and no second source. */
function instanceSource(config: RawConfig, env: NodeJS.ProcessEnv): Source {
  const { token, tokenEnv } = config;
  const found = [
    tokenSource("the token of this CozeProvider", token),
    tokenEnv === undefined
      ? undefined
      : tokenSource(`the environment variable ${tokenEnv} (tokenEnv of this CozeProvider)`, env[tokenEnv]),
    appSource(
      "the OAuth app of this CozeProvider",
      APP_KEYS.map((key) => config[key]),
    ),
  ].filter((source) => source !== undefined);
  const [only, ...more] = found;
  if (only && more.length === 0) return only;
  if (only) throw new Error("A CozeProvider takes one of token, tokenEnv and an OAuth app; this one has several.");
  const unset = tokenEnv === undefined ? "" : ` The environment variable ${tokenEnv} that tokenEnv names is not set.`;
  throw new Error(
    `This CozeProvider has no credentials. Give it token, tokenEnv, or all of oauthAppId, oauthKeyId and oauthPrivateKey.${unset}`,
  );
}

function incomplete(config: RawConfig, env: NodeJS.ProcessEnv): string {
  const parts: [string, string | undefined][] = [
    ...APP_KEYS.map((key): [string, string | undefined] => [`coze:${key}`, config[key]]),
    ...APP_KEYS.map((key): [string, string | undefined] => [SETTINGS[key].env, env[SETTINGS[key].env]]),
  ];
  const set = parts.filter(([, value]) => value);
  return set.length > 0
    ? ` Only ${set.map(([key]) => key).join(" and ")} of an OAuth app ${set.length > 1 ? "are" : "is"} set.`
    : "";
}

function tokenSource(name: string, token: string | undefined): Source | undefined {
  // A pasted line break would cause the error "invalid header", which quotes the token.
  const trimmed = token?.trim();
  if (!trimmed) return undefined;
  if (!/^[\x21-\x7e]+$/.test(trimmed))
    throw new Error(`The token from ${name} has characters that no access token has.`);
  return { name, token: trimmed };
}

function appSource(name: string, [appId, keyId, privateKey]: readonly (string | undefined)[]): Source | undefined {
  return appId && keyId && privateKey ? { name, app: { appId, keyId, privateKey } } : undefined;
}
