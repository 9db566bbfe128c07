import { ofetch } from "ofetch";

export interface Request {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly token: string;
  readonly query?: Record<string, string | number | undefined>;
  readonly body?: unknown;
  readonly timeoutMs: number;
}

/** The call was answered with code 0. */
export interface Success {
  readonly kind: "ok";
  readonly data: unknown;
  /** The server's clock at the answer. */
  readonly date: Date;
}

export type Failure =
  /** Nothing was sent: the server cannot have acted. */
  | { readonly kind: "refused"; readonly detail: string; readonly cause: unknown }
  /** It was sent, and no answer came that can be read: the server may have acted. */
  | {
      readonly kind: "lost";
      readonly how: "reset" | "timeout" | "unreadable";
      readonly detail: string;
      readonly cause?: unknown;
    }
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly code: number | undefined;
      readonly msg: string | undefined;
      readonly logId: string | undefined;
      readonly retryAfterMs: number | undefined;
    };

export type Outcome = Success | Failure;

const NOT_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

/** One HTTP exchange, and what came of it. Never throws, never repeats. */
export async function send(request: Request): Promise<Outcome> {
  try {
    const response = await ofetch.raw<string, "text">(request.url, {
      method: request.method,
      headers: { authorization: `Bearer ${request.token}`, "content-type": "application/json" },
      ...(request.query ? { query: request.query } : {}),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      // Its own retry repeats a POST after a reset, and ignores Retry-After; what may be repeated is decided in policy.ts.
      retry: false,
      // A signal of ours, since the option `timeout` stops counting when the headers are there.
      signal: AbortSignal.timeout(request.timeoutMs),
      responseType: "text",
      ignoreResponseError: true,
      // The token goes to the host that it was meant for, and to no other.
      redirect: "manual",
    });
    return read(response.status, response.headers, response._data ?? "", request.token);
  } catch (error) {
    return unanswered(error, request.timeoutMs);
  }
}

function read(status: number, headers: Headers, text: string, token: string): Outcome {
  const date = parseDate(headers.get("date"));
  const retryAfterMs = parseRetryAfter(headers.get("retry-after"), date);
  const envelope = parseEnvelope(text);
  const logId = envelope?.logId ?? headers.get("x-tt-logid") ?? undefined;
  if (status === 200 && envelope === undefined) {
    return {
      kind: "lost",
      how: "unreadable",
      detail: `HTTP 200 with a body that is no answer of Coze${logId ? `, log id ${logId}` : ""}`,
    };
  }
  if (status >= 200 && status < 300 && envelope?.code === 0)
    return { kind: "ok", data: envelope.data, date: date ?? new Date() };
  const msg = envelope?.msg?.replaceAll(token, "[token]");
  return { kind: "answered", status, code: envelope?.code, msg, logId, retryAfterMs };
}

function parseEnvelope(text: string): { code: number; msg?: string; data?: unknown; logId?: string } | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== "object" || body === null || !("code" in body) || typeof body.code !== "number") return undefined;
  const detail = "detail" in body && typeof body.detail === "object" ? body.detail : null;
  const logId = detail && "logid" in detail && typeof detail.logid === "string" ? detail.logid : undefined;
  const msg = "msg" in body && typeof body.msg === "string" ? body.msg : undefined;
  return {
    code: body.code,
    ...(msg ? { msg } : {}),
    ...("data" in body ? { data: body.data } : {}),
    ...(logId ? { logId } : {}),
  };
}

function unanswered(thrown: unknown, timeoutMs: number): Failure {
  const causes = chain(thrown);
  // The outermost error holds the request's headers, and with them the token: only what it was caused by goes on.
  const error = causes[1];
  const code = causes.map((cause) => cause.code).find((value) => typeof value === "string");
  if (causes.some((cause) => cause.name === "TimeoutError" || cause.name === "AbortError")) {
    return { kind: "lost", how: "timeout", detail: `none within ${timeoutMs / 1000} s`, cause: error };
  }
  if (code !== undefined && NOT_SENT.has(code)) return { kind: "refused", detail: code, cause: error };
  return { kind: "lost", how: "reset", detail: code ?? "the connection broke", cause: error };
}

/** An error, its causes, and what an AggregateError holds (one for each address that was tried). */
function chain(error: unknown): { name?: string; code?: string }[] {
  if (typeof error !== "object" || error === null) return [];
  const inner = "cause" in error ? chain(error.cause) : [];
  const several = "errors" in error && Array.isArray(error.errors) ? error.errors.flatMap(chain) : [];
  return [error, ...inner, ...several];
}

function parseDate(header: string | null): Date | undefined {
  const date = header === null ? undefined : new Date(header);
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

/** Seconds or an HTTP date; a date is taken against the server's own clock. */
function parseRetryAfter(header: string | null, now: Date | undefined): number | undefined {
  if (header === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const until = parseDate(header);
  return until && Math.max(0, until.getTime() - (now?.getTime() ?? Date.now()));
}
