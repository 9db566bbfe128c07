/** Whether the host name of a URL is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

export type Region = "coze.cn" | "coze.com";

/** The name of Coze's private-link service. By Coze's page, the host names of its endpoints contain this name. */
const PRIVATE_LINK = /(?:^|\.)epsvc-mjadtc7ir3sw5smt1a2gtwun(?:\.|$)/i;

/** The region whose public host this is: `api.coze.cn`, `static-api.coze.cn`. */
export function publicRegionOf(hostname: string): Region | undefined {
  return /(?:^|\.)(coze\.(?:cn|com))\.?$/i.exec(hostname)?.[1]?.toLowerCase() as Region | undefined;
}

/** The region of a host of Coze's cloud, the private link included. */
export function regionOf(hostname: string): Region | undefined {
  return PRIVATE_LINK.test(hostname) ? "coze.cn" : publicRegionOf(hostname);
}

/** Whether a text is only the name or the IPv4 address of one host: no scheme, no port, no wildcard. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9](?:[\w-]*[a-z0-9])?(?:\.[a-z0-9](?:[\w-]*[a-z0-9])?)*$/i.test(text);
}
