/** A setting, for the configuration, a `CozeProvider`, the documentation and the schema. */
export interface Setting {
  readonly type: "string" | "number" | "integer" | "boolean";
  /** The description in the documentation. */
  readonly about: string;
  /** Whether the setting is encrypted in the state. */
  readonly secret?: true;
  /** The environment variable that is read if the configuration does not have the setting. */
  readonly env?: string;
  readonly default?: string | number | boolean;
  readonly min?: number;
  readonly max?: number;
  /** Whether only a `CozeProvider` has the setting, and not the configuration. */
  readonly ofProvider?: true;
}

/**
 * Every setting. Each is a key of the configuration's namespace `coze` and a property of a `CozeProvider`. A program
 * loads this module at its start, so the module imports nothing.
 */
export const SETTINGS = {
  token: {
    type: "string",
    about: "access token: personal, service or OAuth",
    secret: true,
    env: "COZE_API_TOKEN",
  },
  tokenEnv: {
    type: "string",
    about: "name of the environment variable that has the access token",
    ofProvider: true,
  },
  oauthAppId: { type: "string", about: "id of an OAuth app of the JWT kind", env: "COZE_JWT_OAUTH_CLIENT_ID" },
  oauthKeyId: {
    type: "string",
    about: "fingerprint of the app's public key",
    env: "COZE_JWT_OAUTH_PUBLIC_KEY_ID",
  },
  oauthPrivateKey: {
    type: "string",
    about: "private key of the app: PKCS#8 in PEM form",
    secret: true,
    env: "COZE_JWT_OAUTH_PRIVATE_KEY",
  },
  oauthAudience: {
    type: "string",
    about:
      "host that the app's assertions are for; without it `api.coze.cn` for every host of coze.cn, else the host of `baseUrl`",
    env: "COZE_JWT_OAUTH_AUDIENCE",
  },
  baseUrl: {
    type: "string",
    about: "address of the API; plain `http` for this machine and the host of `allowHttpHost`",
    env: "COZE_API_BASE",
    default: "https://api.coze.cn",
  },
  allowHttpHost: {
    type: "string",
    about: "one host that plain `http` may go to, such as that of Coze's private link; not one of coze.cn or coze.com",
    env: "COZE_ALLOW_HTTP_HOST",
  },
  spaceId: { type: "string", about: "workspace of the resources that name none", env: "COZE_SPACE_ID" },
  timeoutSeconds: { type: "number", about: "time limit of one request", min: 0.1, max: 3600, default: 60 },
  maxRetries: { type: "integer", about: "repetitions of one call", min: 0, max: 20, default: 5 },
  concurrency: { type: "integer", about: "requests under way at once", min: 1, max: 256, default: 16 },
  requestsPerSecond: { type: "number", about: "requests started in a second", min: 0.1, max: 10_000, default: 20 },
  reviewDays: {
    type: "number",
    about: "days that the review of a custom channel may take before the channel counts as switched off",
    min: 0,
    max: 365,
    default: 7,
  },
  keptVersions: {
    type: "integer",
    about: "versions of which a publication keeps the source in the state, for `pulumi-coze log`",
    min: 0,
    max: 1000,
    default: 50,
  },
  allowSameName: {
    type: "boolean",
    about:
      "whether a bot, a document or a callback app is created although one looks like the leftover of an interrupted run",
    default: false,
  },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof SETTINGS;

/** The error for a name that is not a setting. It suggests similar names, or lists all names. */
export function unknownSetting(name: string, where: "configuration" | "provider"): string {
  const prefix = where === "configuration" ? "coze:" : "";
  const table: Readonly<Record<string, Setting>> = SETTINGS;
  const names = Object.keys(SETTINGS).filter((known) => where === "provider" || table[known]?.ofProvider !== true);
  const near = names.filter((known) => isNear(name.toLowerCase(), known.toLowerCase()));
  const listed = (some: readonly string[]): string => some.map((known) => prefix + known).join(", ");
  const next = near.length > 0 ? `did you mean ${listed(near)}?` : `there are ${listed(names)}`;
  return `${prefix}${name}: there is no such setting (${next})`;
}

/** Whether two texts have the same letters, or differ only by one or two missing letters. */
function isNear(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const letters = (text: string): string => Array.from(text).sort().join("");
  if (letters(short) === letters(long)) return true;
  let found = 0;
  for (const letter of long) if (letter === short[found]) found++;
  return found === short.length && long.length - short.length <= 2;
}
