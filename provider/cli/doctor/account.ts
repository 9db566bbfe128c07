import { lacksCall } from "../../client/errors/errors";
import { regionOf } from "../../values/hosts";
import { codeOf, dataOf, describe, type Exchange, type Probe } from "../../client/probe";
import { failure, ok, warning, type Check } from "./check";

const MAX_SKEW_MS = 60_000;
const NEXT = {
  network: "check COZE_API_BASE, the network, and the proxy that HTTPS_PROXY names",
  proxy:
    "check the proxy that HTTPS_PROXY names, its user and its password; NO_PROXY lists the hosts that are reached without it",
  certificate:
    "the certificate is not trusted: have NODE_EXTRA_CA_CERTS name a file with the certificates of your network",
};
const REJECTED = new Set([4100, 700012006]);

export function addressCheck({ settings: { baseUrl, plainHttpHost, emulated } }: Probe): Check {
  const { hostname, pathname } = new URL(baseUrl);
  const region = regionOf(hostname);
  const whose = region === undefined ? "" : ` (${region}, private link)`;
  const plainly = plainHttpHost === undefined ? "" : `${whose}, over plain http, as coze:allowHttpHost allows`;
  if (pathname !== "/") {
    return warning(
      "address",
      `${baseUrl}${plainly}; its path comes before that of every call: take it out of COZE_API_BASE unless a gateway needs it`,
    );
  }
  if (plainHttpHost !== undefined) return ok("address", `${baseUrl}${plainly}`);
  if (emulated) return ok("address", `${baseUrl}, the emulator that COZE_EMULATOR names`);
  return region === undefined
    ? warning(
        "address",
        `${baseUrl}, which is neither coze.cn nor coze.com: correct COZE_API_BASE unless that is meant`,
      )
    : ok("address", `${baseUrl} (${region})`);
}

/** The audience of the app's assertions. If the server expects another audience, it gives no token. */
export function audienceCheck({ usesApp, settings: { baseUrl, oauthAudience, plainHttpHost } }: Probe): Check[] {
  if (!usesApp) return [];
  const { host, hostname } = new URL(baseUrl);
  if (plainHttpHost !== undefined && regionOf(hostname) === undefined && oauthAudience === host) {
    const advice = "if this is Coze's private link under a name of your own, set coze:oauthAudience to api.coze.cn";
    return [warning("audience", `${oauthAudience}; ${advice}`)];
  }
  return [ok("audience", `${oauthAudience}; another one is set with coze:oauthAudience`)];
}

/** Whether the server can be reached and accepts the token. One call. Without a user, further checks are useless. */
export async function userChecks(probe: Probe): Promise<{ checks: Check[]; usable: boolean }> {
  let exchange: Exchange;
  try {
    exchange = await probe.ask({ method: "GET", path: "/v1/users/me" });
  } catch (error) {
    // The OAuth app got no token. The message says why.
    const detail = error instanceof Error ? error.message : String(error);
    return { checks: [failure("token", detail)], usable: false };
  }
  const { outcome } = exchange;
  if (outcome.kind === "refused" || outcome.kind === "lost") {
    return { checks: [failure("connection", connectionAdvice(exchange, probe))], usable: false };
  }
  const checks = [ok("connection", `${probe.settings.baseUrl} answers`), clockCheck(exchange)];
  if (outcome.kind === "answered" && lacksCall(outcome)) {
    return { checks: [...checks, STUDIO, await studioToken(probe)], usable: false };
  }
  const userId = dataOf(exchange)["user_id"];
  if (typeof userId !== "string") return { checks: [...checks, tokenFailure(exchange, probe)], usable: false };
  return { checks: [...checks, ok("token", `accepted, from ${probe.source}`), ok("user", userId)], usable: true };
}

const STUDIO = ok(
  "server",
  "Coze Studio: knowledge bases, files, tests and reads of published bots; no call that creates or publishes bots",
);

/**
 * Checks the token on Coze Studio, which has no call for the user. One call: the list of knowledge bases. For a
 * workspace that the token may not see, the list is empty.
 */
async function studioToken(probe: Probe): Promise<Check> {
  const query = { space_id: probe.settings.spaceId ?? "0", page_num: 1, page_size: 1 };
  const exchange = await probe.ask({ method: "GET", path: "/v1/datasets", query });
  return exchange.outcome.kind === "ok" ? ok("token", `accepted, from ${probe.source}`) : tokenFailure(exchange, probe);
}

function connectionAdvice(exchange: Exchange, { settings: { baseUrl } }: Probe): string {
  const { outcome } = exchange;
  const by = outcome.kind === "refused" ? outcome.by : "network";
  return `${baseUrl}: ${describe(exchange)}; ${NEXT[by]}`;
}

function clockCheck({ outcome, sentAt }: Exchange): Check {
  const server = "date" in outcome ? outcome.date?.getTime() : undefined;
  if (server === undefined) return warning("clock", "the server's answer has no Date: the clock cannot be compared");
  // A `Date` has whole seconds.
  const seconds = Math.round((server - sentAt) / 1000);
  if (Math.abs(seconds) * 1000 <= MAX_SKEW_MS) return ok("clock", "as the server's");
  const way = seconds > 0 ? "behind" : "ahead of";
  return failure(
    "clock",
    `${Math.abs(seconds)} s ${way} the server's: correct it, as OAuth apps are refused and what is new is taken for old`,
  );
}

function tokenFailure(exchange: Exchange, { source, settings: { baseUrl } }: Probe): Check {
  const { outcome, status } = exchange;
  const words = outcome.kind === "answered" ? (outcome.msg ?? "") : "";
  const rejected = status === 401 || REJECTED.has(codeOf(exchange) ?? 0);
  if (!rejected && !/token you entered is incorrect/i.test(words)) {
    return failure("token", `${describe(exchange)}, with the token from ${source}`);
  }
  const host = new URL(baseUrl).hostname;
  const here = regionOf(host);
  const other = here === "coze.cn" ? "coze.com" : "coze.cn";
  const region = here
    ? `of the other region: where it was made at ${other}, set COZE_API_BASE=https://api.${other}`
    : "of another address than COZE_API_BASE names";
  return failure(
    "token",
    `the token from ${source} is rejected by ${baseUrl}: it has expired, is cut off, or is ${region}. ${describe(exchange)}`,
  );
}

/** The workspace and its type. One call. */
export async function workspaceCheck(probe: Probe, spaceId: string | undefined): Promise<Check> {
  const exchange = await probe.ask({ method: "GET", path: "/v1/workspaces", query: { page_num: 1, page_size: 50 } });
  if (exchange.outcome.kind !== "ok") {
    const why = codeOf(exchange) === 4101 ? "the token lacks the permission point listWorkspace" : describe(exchange);
    return warning("workspace", `${spaceId ?? "none is set"}; the list of workspaces is not readable: ${why}`);
  }
  const { workspaces = [], total_count: total } = dataOf(exchange) as {
    workspaces?: Workspace[];
    total_count?: number;
  };
  const names = workspaces.map(({ id, name }) => `${id} (${name ?? ""})`).join(", ") || "none";
  if (spaceId === undefined) {
    return warning(
      "workspace",
      `none is set, so nothing in it is checked: give --space or COZE_SPACE_ID one of ${names}`,
    );
  }
  const space = workspaces.find(({ id }) => id === spaceId);
  if (space === undefined) {
    if (total !== undefined && total > workspaces.length) return ok("workspace", `${spaceId}, not among the first 50`);
    return failure(
      "workspace",
      `the token's user has not joined workspace ${spaceId}, or the token does not cover it; it has ${names}`,
    );
  }
  const detail = `${spaceId} (${space.name ?? ""}), ${space.workspace_type ?? "of unknown type"}, role ${space.role_type ?? "unknown"}`;
  return space.workspace_type === "personal"
    ? warning(
        "workspace",
        `${detail}: on a personal plan a token reaches only workspaces that its user owns, and free plans have 500 API calls in all`,
      )
    : ok("workspace", detail);
}

interface Workspace {
  readonly id: string;
  readonly name?: string;
  readonly workspace_type?: string;
  readonly role_type?: string;
}
