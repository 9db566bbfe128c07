import { CheckFailure, CheckResponse, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { differ } from "../../values/differ";
import { containsUnknown } from "../../values/tree";
import { copyConfig, resolveSettings } from "../../client/settings";
import { SETTINGS, unknownSetting, type Setting } from "../../values/settings-table";
import type { Props } from "../../lifecycle";
import { fromStruct, toStruct, urnParts } from "./engine-values";
import { QUOTE_IT } from "../../values/text";
import { isSecret, secret } from "../../values/marks";

/** The keys that the engine itself adds to a provider's settings. */
const ENGINE_KEYS = new Set(["version", "pluginDownloadURL", "__internal"]);

/** Reads a setting by its name in the configuration, `coze:token`. */
export type SettingReader = (key: string) => string | undefined;

/**
 * Reads the settings of a provider resource for the session. They arrive as texts, or with the types that YAML gives
 * them.
 */
export function settingReader(args: Struct | undefined, urn: string): SettingReader {
  const values = fromStruct(args);
  return (key) => {
    if (key === "coze:instance") return isDefault(urn) ? undefined : "explicit";
    return textOf(values[key.replace(/^coze:/, "")]);
  };
}

/** Refuses unknown settings and settings outside their limits, before any resource is checked. */
export function checkConfig(news: Struct | undefined, urn: string, env: NodeJS.ProcessEnv): CheckResponse {
  const response = new CheckResponse();
  const given = fromStruct(news);
  const problems = [...unknownSettings(given, urn), ...numericIds(given), ...wrongSettings(news, urn, env)];
  for (const reason of problems) response.addFailures(new CheckFailure().setReason(reason));
  return response.setInputs(toStruct(withSecrets(news?.toJavaScript() ?? {})));
}

/** The diff of two configurations. A change of settings is always an update in place, and replaces no resource. */
export function diffConfig(olds: Struct | undefined, news: Struct | undefined): DiffResponse {
  const [before, after] = [fromStruct(olds), fromStruct(news)];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !ENGINE_KEYS.has(key));
  const changed = keys.filter((key) => differ(before[key], after[key]));
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  return new DiffResponse().setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE).setDiffsList(changed);
}

function unknownSettings(news: Props, urn: string): string[] {
  // If the project has the name of the package, the stack's configuration also contains the program's own keys.
  if (isDefault(urn) && urnParts(urn).project === "coze") return [];
  const names = Object.keys(news).filter((key) => !(key in SETTINGS) && !ENGINE_KEYS.has(key));
  // The default provider gets the stack's configuration, whose keys are written in full.
  return names.map((name) => unknownSetting(name, isDefault(urn) ? "configuration" : "provider"));
}

/**
 * The problems of ids that arrive as numbers. YAML reads an id without quotes as a number, and rounds it; so does the
 * configuration.
 */
function numericIds(news: Props): string[] {
  const table: Readonly<Record<string, Setting | undefined>> = SETTINGS;
  const isRounded = (value: unknown): boolean =>
    typeof value === "number" || (typeof value === "string" && /^\d(?:\.\d+)?e\+\d+$/i.test(value));
  const keys = Object.keys(news).filter((key) => table[key]?.type === "string" && isRounded(news[key]));
  return keys.map(
    (key) =>
      `${key}: must be a string: ${QUOTE_IT}; a value of the program's configuration needs \`type: string\` there`,
  );
}

function wrongSettings(news: Struct | undefined, urn: string, env: NodeJS.ProcessEnv): string[] {
  const known = settingReader(news, urn);
  // An unknown value is checked once it is known.
  const config = copyConfig((key) => {
    const value = known(key);
    return containsUnknown(value) ? undefined : value;
  });
  try {
    resolveSettings(config, env);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/**
 * The settings with marks of secrets. The SDKs mark them as well, but a program in YAML may give a token without a
 * mark.
 */
function withSecrets(news: Props): Props {
  const entries = Object.entries(news).map(([key, value]) =>
    isSecretSetting(key) && value !== undefined && !isSecret(value) ? [key, secret(value)] : [key, value],
  );
  return Object.fromEntries(entries) as Props;
}

function isSecretSetting(key: string): boolean {
  const setting: Setting | undefined = (SETTINGS as Readonly<Record<string, Setting>>)[key];
  return setting?.secret === true;
}

/**
 * Whether the provider is the default provider of a stack, or the provider of `pulumi do`, which has no name. Both take
 * settings from the environment.
 */
function isDefault(urn: string): boolean {
  const { name } = urnParts(urn);
  return name === "" || name.startsWith("default");
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
