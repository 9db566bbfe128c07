import { ID_RULE, isId } from "../values/id";
import { isLoopback } from "../values/loopback";

/** The keys of the `coze:` configuration namespace that the provider process reads. */
const KEYS = [
  "instance",
  "token",
  "tokenEnv",
  "oauthAppId",
  "oauthKeyId",
  "oauthPrivateKey",
  "baseUrl",
  "spaceId",
  "timeoutSeconds",
  "maxRetries",
  "concurrency",
  "requestsPerSecond",
  "allowSameName",
] as const;

type Key = (typeof KEYS)[number];

/** The configuration as strings, the way the engine hands it over. */
export type RawConfig = Partial<Record<Key, string>>;

/** What the client works with: validated, defaults filled in. */
export interface Settings {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly spaceId: string | undefined;
  /** Of one request. */
  readonly timeoutMs: number;
  /** Of an operation with all its repetitions and waits. */
  readonly totalMs: number;
  readonly maxRetries: number;
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  readonly allowSameName: boolean;
}

/** An operation with all its repetitions ends after so many times the limit of one request, and not sooner than a minute. */
const TOTAL_LIMIT = 5;
const MIN_TOTAL_MS = 60_000;
const DEFAULT_BASE_URL = "https://api.coze.cn";

/** Copies the known keys out of a configuration reader; never throws, never waits. */
export function copyConfig(get: (key: string) => string | undefined): RawConfig {
  const config: RawConfig = {};
  for (const key of KEYS) {
    const value = get(`coze:${key}`);
    if (value !== undefined && value !== "") config[key] = value;
  }
  return config;
}

/** The environment stands in for the default provider's settings; an instance of its own has only its own. */
export function environmentOf(config: RawConfig, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return config.instance === undefined ? env : {};
}

/** Validates the configuration; every problem is listed in the one error that it throws. */
export function resolveSettings(config: RawConfig, env: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const number = (key: Key, fallback: number, min: number, max: number): number => {
    const text = config[key];
    if (text === undefined) return fallback;
    const value = Number(text);
    if (Number.isFinite(value) && value >= min && value <= max) return value;
    problems.push(`coze:${key} must be a number from ${min} to ${max}, got ${JSON.stringify(text)}`);
    return fallback;
  };
  const whole = (key: Key, fallback: number, min: number, max: number): number => {
    const value = number(key, fallback, min, max);
    if (!Number.isInteger(value)) problems.push(`coze:${key} must be a whole number, got ${value}`);
    return value;
  };
  const flag = (key: Key): boolean => {
    const text = config[key];
    if (text === undefined || text === "false") return false;
    if (text !== "true") problems.push(`coze:${key} must be true or false, got ${JSON.stringify(text)}`);
    return true;
  };
  const spaceId = config.spaceId ?? (env["COZE_SPACE_ID"] || undefined);
  if (spaceId !== undefined && !isId(spaceId)) {
    problems.push(`coze:spaceId ${ID_RULE}`);
  }
  const timeoutMs = Math.round(number("timeoutSeconds", 60, 0.1, 3600) * 1000);
  const settings: Settings = {
    baseUrl: baseUrl(config.baseUrl ?? (env["COZE_API_BASE"] || DEFAULT_BASE_URL), problems),
    spaceId,
    timeoutMs,
    totalMs: Math.max(MIN_TOTAL_MS, timeoutMs * TOTAL_LIMIT),
    maxRetries: whole("maxRetries", 5, 0, 20),
    concurrency: whole("concurrency", 16, 1, 256),
    requestsPerSecond: number("requestsPerSecond", 20, 0.1, 10_000),
    allowSameName: flag("allowSameName"),
  };
  if (problems.length > 0) throw new Error(`The Coze settings are not usable: ${problems.join("; ")}.`);
  return settings;
}

/** A token in clear over the network is a token given away, so plain http is for loopback alone. */
function baseUrl(text: string, problems: string[]): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    problems.push("coze:baseUrl must be a URL such as https://api.coze.cn");
    return text;
  }
  if (url.username || url.password || url.search || url.hash) {
    problems.push("coze:baseUrl must be a plain URL, without user, query or fragment");
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    problems.push(
      `coze:baseUrl must begin with https:// (plain http is accepted for this machine only), got ${url.protocol}//${url.host}`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
