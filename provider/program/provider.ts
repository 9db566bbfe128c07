import * as pulumi from "@pulumi/pulumi";
import { SETTINGS, unknownSetting, type Setting } from "../values/settings-table";
import { usesPlugin } from "./plugin-switch";
import { programError } from "./sdk-internals";

/**
 * The settings of a {@link CozeProvider}. They are the same as the `coze:` keys of the configuration. Exactly one of
 * `token`, `tokenEnv` and the OAuth app is required. The first use of the provider checks the limits.
 */
export interface CozeProviderArgs {
  /** The access token: personal, service or OAuth. Kept as a secret, encrypted in the state. */
  token?: pulumi.Input<string>;
  /** The name of the environment variable with the token. Each operation reads it; no state contains the token. */
  tokenEnv?: pulumi.Input<string>;
  /**
   * The id of an OAuth app of the JWT kind. It needs `oauthKeyId` and `oauthPrivateKey`. The package fetches its token,
   * keeps it in memory, and renews it before it expires.
   */
  oauthAppId?: pulumi.Input<string>;
  /** The fingerprint of the app's public key. */
  oauthKeyId?: pulumi.Input<string>;
  /** The app's private key: PKCS#8, PEM. Kept as a secret. */
  oauthPrivateKey?: pulumi.Input<string>;
  /**
   * The claim `aud` of the app's assertions: a host, with or without a port. Default: `api.coze.cn` for every host of
   * coze.cn, else the host of `baseUrl`.
   */
  oauthAudience?: pulumi.Input<string>;
  /**
   * The address of the API, a URL without user, query or fragment. Plain `http` is accepted for this machine and for
   * the host of `allowHttpHost`. The other region is `https://api.coze.com`.
   *
   * @default "https://api.coze.cn"
   */
  baseUrl?: pulumi.Input<string>;
  /**
   * One host that plain `http` may go to: a host name without port. Coze's private link, for example, has no `https`.
   * None by default. A host of coze.cn or coze.com is refused. With this setting, each run first warns that others can
   * read its calls.
   */
  allowHttpHost?: pulumi.Input<string>;
  /**
   * The id of the workspace for resources without a `spaceId`. None by default. A later change moves no bot: a bot
   * stays in the workspace of its create.
   */
  spaceId?: pulumi.Input<string>;
  /**
   * The time limit of one request, in seconds: 0.1 to 3600. The limit of a call with all its repetitions is five times
   * as long, and at least one minute. An upload has one more second for each 512 kB.
   *
   * @default 60
   */
  timeoutSeconds?: pulumi.Input<number>;
  /**
   * The most repetitions of one call: a whole number, 0 to 20.
   *
   * @default 5
   */
  maxRetries?: pulumi.Input<number>;
  /**
   * The most requests at once: a whole number, 1 to 256.
   *
   * @default 16
   */
  concurrency?: pulumi.Input<number>;
  /**
   * The most requests that start in a second: 0.1 to 10000.
   *
   * @default 20
   */
  requestsPerSecond?: pulumi.Input<number>;
  /**
   * The days that the review of a custom channel may take: 0 to 365. For so many days, a channel without the new
   * version is in review, not drift.
   *
   * @default 7
   */
  reviewDays?: pulumi.Input<number>;
  /**
   * The number of versions whose source a publication keeps in the state, for `pulumi-coze log`: a whole number, 0 to
   * 1000. Each takes 150 bytes at most.
   *
   * @default 50
   */
  keptVersions?: pulumi.Input<number>;
  /**
   * Whether to create a bot even if an unpublished draft looks like a leftover of an interrupted run. The same applies
   * to a document if another one has its name and size.
   *
   * @default false
   */
  allowSameName?: pulumi.Input<boolean>;
}

/**
 * Another account, region or workspace in the same program: pass it as `{ provider }` to resources and lookups. From
 * the environment it reads only the variable that `tokenEnv` names, and it reads nothing from the stack's
 * configuration. A changed token updates the provider and no resource.
 *
 * An unknown setting is an error at once. Missing credentials, several credentials, and settings outside their limits
 * fail at the first operation or lookup.
 *
 * @example
 * ```ts
 * import { CozeBot, CozeProvider } from "pulumi-coze";
 *
 * const global = new CozeProvider("global", {
 *   tokenEnv: "COZE_COM_TOKEN",
 *   baseUrl: "https://api.coze.com",
 *   spaceId: "7360000000000000002",
 * });
 * const bot = new CozeBot("support", { name: "Support" }, { provider: global });
 * ```
 */
export class CozeProvider extends pulumi.ProviderResource {
  /**
   * @param name The name of the resource in the program; unique there.
   * @param args The settings.
   * @param opts Resource options.
   */
  constructor(name: string, args: CozeProviderArgs, opts?: pulumi.ResourceOptions) {
    const properties = propertiesOf(name, args);
    if (usesPlugin()) super("coze", name, asPluginSettings(properties), opts);
    else super("pulumi-nodejs", name, properties, opts);
    settings.set(this, properties);
  }
}

/** The plugin's settings have no namespace, and the plugin knows by itself that this is not the default provider. */
function asPluginSettings(properties: Record<string, pulumi.Output<string | undefined>>): pulumi.Inputs {
  const { "coze:instance": _, ...given } = properties;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key.replace(/^coze:/, ""), value]));
}

const settings = new WeakMap<CozeProvider, Record<string, pulumi.Output<string | undefined>>>();

/** The settings of the provider under the configuration's keys, for lookups in the program. */
export function settingsOf(provider: CozeProvider): pulumi.Output<Record<string, string | undefined>> {
  const found = settings.get(provider);
  if (!found)
    throw programError("The option provider of a lookup must be a CozeProvider, of this copy of pulumi-coze.");
  return pulumi.output(found);
}

const TABLE: Readonly<Record<string, Setting>> = SETTINGS;

function propertiesOf(
  name: string,
  args: CozeProviderArgs | undefined,
): Record<string, pulumi.Output<string | undefined>> {
  const given = Object.entries(
    (args ?? {}) as Record<string, pulumi.Input<string | number | boolean> | undefined>,
  ).filter(([, value]) => value !== undefined);
  // A misspelt setting would have no effect, and a token might go to the other region.
  const wrong = given.map(([key]) => key).filter((key) => !Object.hasOwn(TABLE, key));
  if (wrong.length > 0) {
    throw programError(`CozeProvider ${name}: ${wrong.map((key) => unknownSetting(key, "provider")).join("; ")}`);
  }
  const properties = given.map(([key, value]) => {
    // An output, such as an output of another stack, may turn out to have no value.
    const text = pulumi.output(value).apply((known: string | number | boolean | null | undefined) => known?.toString());
    return [`coze:${key}`, TABLE[key]?.secret ? pulumi.secret(text) : text] as const;
  });
  // Distinguishes it from the default provider, which also reads the environment.
  return { ...Object.fromEntries(properties), "coze:instance": pulumi.output("explicit") };
}
