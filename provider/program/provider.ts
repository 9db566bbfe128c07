import * as pulumi from "@pulumi/pulumi";
import { SETTINGS, type Setting } from "../values/settings-table";
import { programError } from "./error";

/**
 * The settings of a {@link CozeProvider}; the same as the `coze:` keys of the configuration. Exactly one of `token`,
 * `tokenEnv` and the OAuth app is given; limits are checked when the provider is first used.
 */
export interface CozeProviderArgs {
  /** The access token: personal, service or OAuth. Kept as a secret, encrypted in the state. */
  token?: pulumi.Input<string>;
  /** The name of the environment variable that holds the token at the time of each operation; it never reaches the state. */
  tokenEnv?: pulumi.Input<string>;
  /**
   * The id of an OAuth app of the JWT kind; with `oauthKeyId` and `oauthPrivateKey`. Its token is fetched, kept in memory,
   * and renewed before it ends.
   */
  oauthAppId?: pulumi.Input<string>;
  /** The fingerprint of the app's public key. */
  oauthKeyId?: pulumi.Input<string>;
  /** The app's private key: PKCS#8, PEM. Kept as a secret. */
  oauthPrivateKey?: pulumi.Input<string>;
  /**
   * The address of the API, a URL without user, query or fragment. Plain `http` is accepted for this machine only. Default
   * `https://api.coze.cn`; the other region is `https://api.coze.com`.
   */
  baseUrl?: pulumi.Input<string>;
  /** The id of the workspace of the resources that name none. None by default. A bot keeps the one it was created in. */
  spaceId?: pulumi.Input<string>;
  /**
   * Time limit of one request, in seconds: 0.1 to 3600. Default 60. A call is not repeated any more after five times
   * as long, or after a minute where that is longer. An upload may last a second more for each 512 kB.
   */
  timeoutSeconds?: pulumi.Input<number>;
  /** How often one call is repeated at the most: a whole number, 0 to 20. Default 5. */
  maxRetries?: pulumi.Input<number>;
  /** Requests under way at once: a whole number, 1 to 256. Default 16. */
  concurrency?: pulumi.Input<number>;
  /** Requests started in a second: 0.1 to 10000. Default 20. */
  requestsPerSecond?: pulumi.Input<number>;
  /**
   * Whether to create a bot even where an unpublished draft looks like one that an interrupted run has left behind. Default
   * `false`.
   */
  allowSameName?: pulumi.Input<boolean>;
}

/**
 * Another account, region or workspace in the same program: pass it as `{ provider }` to resources and lookups. It reads
 * nothing from the environment but the variable that `tokenEnv` names, and nothing from the stack's configuration.
 * A changed token updates the provider and no resource.
 *
 * A name that is no setting is an error at once. Missing or several credentials, and settings outside their limits, fail at
 * the first operation or lookup that uses it.
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
    super("pulumi-nodejs", name, properties, opts);
    settings.set(this, properties);
  }
}

const settings = new WeakMap<CozeProvider, Record<string, pulumi.Output<string | undefined>>>();

/** What the provider was given, under the configuration's keys; for the lookups, which run in the program. */
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
  // A setting that is misspelt would leave its default in place, and a token might go to the other region.
  const wrong = given.map(([key]) => key).filter((key) => !Object.hasOwn(TABLE, key));
  if (wrong.length > 0) {
    throw programError(`CozeProvider ${name}: ${wrong.map((key) => `${key}: there is no such setting`).join("; ")}`);
  }
  const properties = given.map(([key, value]) => {
    // An output, such as that of another stack, may turn out to have no value.
    const text = pulumi.output(value).apply((known: string | number | boolean | null | undefined) => known?.toString());
    return [`coze:${key}`, TABLE[key]?.secret ? pulumi.secret(text) : text] as const;
  });
  // Tells it apart from the default provider, for which the environment stands in where the configuration says nothing.
  return { ...Object.fromEntries(properties), "coze:instance": pulumi.output("explicit") };
}
