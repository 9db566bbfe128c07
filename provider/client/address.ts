import { isHostName, isLoopback, publicRegionOf, regionOf } from "../values/hosts";

/** The address of the API, with the values that depend on it. */
export interface Address {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** The host that `allowHttpHost` allows plain http for. */
  readonly plainHttpHost: string | undefined;
  /** The claim `aud` of an OAuth app's assertions. */
  readonly oauthAudience: string;
}

/** The settings that an address comes from. */
export interface AddressSettings {
  readonly baseUrl: string;
  readonly allowHttpHost: string | undefined;
  readonly oauthAudience: string | undefined;
}

/** Reads the settings of an address. Adds an entry to `problems` for each one that is wrong. */
export function readAddress(given: AddressSettings, problems: string[]): Address {
  const allowed = allowedHost(given.allowHttpHost, problems);
  if (given.oauthAudience !== undefined && !isHostName(given.oauthAudience.replace(/:\d{1,5}$/, ""))) {
    problems.push("coze:oauthAudience must be a host such as api.coze.cn, without https:// and path");
  }
  const url = readUrl(given.baseUrl, problems);
  if (url === undefined) return { baseUrl: given.baseUrl, plainHttpHost: undefined, oauthAudience: "" };
  if (
    url.protocol !== "https:" &&
    !(url.protocol === "http:" && (isLoopback(url.hostname) || url.hostname === allowed))
  ) {
    problems.push(
      "coze:baseUrl must begin with https:// (plain http is accepted for this machine, and for the host that coze:allowHttpHost names)",
    );
  }
  return {
    baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ""),
    plainHttpHost: url.protocol === "http:" && url.hostname === allowed ? allowed : undefined,
    // Coze's page on these assertions knows only this audience. Coze's host with fixed IP addresses is the same API.
    oauthAudience: given.oauthAudience ?? (regionOf(url.hostname) === "coze.cn" ? "api.coze.cn" : url.host),
  };
}

/** The warning that each run begins with, if others can read its calls. */
export function plainHttpNotice({ plainHttpHost }: Address): string | undefined {
  return plainHttpHost === undefined
    ? undefined
    : `the calls to ${plainHttpHost} go over plain http, as coze:allowHttpHost allows: the token and all content can be read on the way`;
}

/**
 * The host for plain http. Plain http sends the token in clear over the network, so a setting must name the host, and
 * the host must not be one of Coze's public hosts.
 */
function allowedHost(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  const isPublic = publicRegionOf(text) !== undefined;
  if (!isHostName(text))
    problems.push("coze:allowHttpHost must be the name of one host, without http://, port and path");
  if (isPublic)
    problems.push("coze:allowHttpHost must not be a host of coze.cn or coze.com, which are reached by https");
  return isPublic ? undefined : text.toLowerCase();
}

function readUrl(text: string, problems: string[]): URL | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    problems.push("coze:baseUrl must be a URL such as https://api.coze.cn");
    return undefined;
  }
  if (url.username || url.password || url.search || url.hash) {
    problems.push("coze:baseUrl must be a plain URL, without user, query or fragment");
  }
  return url;
}
