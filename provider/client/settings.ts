import { ID_RULE, isId, oneLine } from "../values/text";
import { SETTINGS, type Setting, type SettingKey } from "../values/settings-table";
import { readAddress, type Address } from "./address";

/**
 * The keys of the namespace `coze` that the provider process reads: the settings, and `instance`, which only a
 * `CozeProvider` has.
 */
const KEYS = ["instance", ...(Object.keys(SETTINGS) as SettingKey[])] as const;

/** The configuration in the engine's form: strings. */
export type RawConfig = Partial<Record<(typeof KEYS)[number], string>>;

/** The validated settings, with defaults. */
export interface Settings extends Address {
  readonly spaceId: string | undefined;
  /** Whether the environment names an emulator as the server. */
  readonly emulated: boolean;
  /** The time limit of one request. */
  readonly timeoutMs: number;
  /** The time limit of an operation with all its repetitions and waits. */
  readonly totalMs: number;
  readonly maxRetries: number;
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  /** How long a custom channel may take to show a new version. */
  readonly reviewMs: number;
  /** The number of versions whose source a publication keeps. */
  readonly keptVersions: number;
  readonly allowSameName: boolean;
}

/** The limit of an operation, as a multiple of the limit of one request; at least a minute. */
const TOTAL_LIMIT = 5;
const MIN_TOTAL_MS = 60_000;

/** Copies the known keys out of a configuration reader. It never throws and never waits. */
export function copyConfig(get: (key: string) => string | undefined): RawConfig {
  const config: RawConfig = {};
  for (const key of KEYS) {
    const value = get(`coze:${key}`);
    if (value !== undefined && value !== "") config[key] = value;
  }
  return config;
}

/** The default provider also reads the environment; a `CozeProvider` has only its own settings. */
function environmentOf(config: RawConfig, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return config.instance === undefined ? env : {};
}

/**
 * The emulator sets this variable to its address for every command that runs against it. No other address is accepted
 * then, whatever the configuration says, so nothing reaches Coze.
 */
const EMULATOR = "COZE_EMULATOR";

/** Validates the configuration. The error lists all problems. */
export function resolveSettings(config: RawConfig, processEnv: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const env = environmentOf(config, processEnv);
  const text = (key: "baseUrl" | "allowHttpHost" | "oauthAudience" | "spaceId"): string | undefined =>
    config[key] ?? (env[SETTINGS[key].env] || undefined);
  const number = (key: NumberKey): number => readNumber(key, config[key], problems);
  const spaceId = text("spaceId");
  if (spaceId !== undefined && !isId(spaceId)) problems.push(`coze:spaceId ${ID_RULE}`);
  const timeoutMs = Math.round(number("timeoutSeconds") * 1000);
  const address = {
    baseUrl: text("baseUrl") ?? SETTINGS.baseUrl.default,
    allowHttpHost: text("allowHttpHost"),
    oauthAudience: text("oauthAudience"),
  };
  const emulator = processEnv[EMULATOR];
  const settings: Settings = {
    ...readAddress(address, problems),
    spaceId,
    emulated: Boolean(emulator),
    timeoutMs,
    totalMs: Math.max(MIN_TOTAL_MS, timeoutMs * TOTAL_LIMIT),
    maxRetries: number("maxRetries"),
    concurrency: number("concurrency"),
    requestsPerSecond: number("requestsPerSecond"),
    reviewMs: number("reviewDays") * 24 * 60 * 60_000,
    keptVersions: number("keptVersions"),
    allowSameName: readFlag("allowSameName", config.allowSameName, problems),
  };
  if (emulator && settings.baseUrl !== readAddress({ ...address, baseUrl: emulator }, []).baseUrl) {
    problems.push(
      `coze:baseUrl must be the address of the emulator, ${oneLine(emulator)}, while the environment variable ${EMULATOR} names it: ` +
        `nothing is sent to any other server. ${whereToSet(config)}, or unset the variable`,
    );
  }
  if (problems.length > 0) throw new Error(`The Coze settings are not usable: ${problems.join("; ")}.`);
  return settings;
}

/** Says where to set the address of the emulator, in place of the wrong address. */
function whereToSet({ baseUrl: given, instance }: RawConfig): string {
  // A `CozeProvider` takes no address from the environment.
  if (instance !== undefined) return "Set baseUrl of the provider to it";
  return given === undefined
    ? `Set the environment variable ${SETTINGS.baseUrl.env} to it`
    : "Remove coze:baseUrl from the stack";
}

type KeyOf<T extends Setting["type"]> = {
  [K in SettingKey]: (typeof SETTINGS)[K]["type"] extends T ? K : never;
}[SettingKey];
type NumberKey = KeyOf<"number" | "integer">;

function readNumber(key: NumberKey, text: string | undefined, problems: string[]): number {
  const { type, min, max, default: byDefault } = SETTINGS[key];
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (!Number.isFinite(value) || value < min || value > max) {
    problems.push(`coze:${key} must be a number from ${min} to ${max}`);
    return byDefault;
  }
  if (type === "integer" && !Number.isInteger(value)) {
    problems.push(`coze:${key} must be a whole number`);
  }
  return value;
}

function readFlag(key: KeyOf<"boolean">, text: string | undefined, problems: string[]): boolean {
  if (text === undefined) return SETTINGS[key].default;
  if (text !== "true" && text !== "false") {
    problems.push(`coze:${key} must be true or false`);
  }
  return text === "true";
}
