import type { Answer, Unanswered } from "./answer";
import type { Dispatcher } from "undici";
import { readStream, type ByteStream, type EventReader } from "./events";
import type { Operation } from "./operation";
import { proxyAgent, ProxyError } from "./proxy";
import { noteToken } from "../../values/tokens";

export interface Request {
  readonly method: Operation["method"];
  readonly url: string;
  readonly token: string;
  readonly query?: Record<string, string | number | undefined>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body. It is sent as JSON, or as a form. A text is sent as it is: it is JSON already. */
  readonly body?: unknown;
  readonly timeoutMs: number;
  /** Reads the answer, if it is a stream of events. */
  readonly events?: EventReader;
}

const NOT_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

/** The codes of certificates that Node does not trust. */
const NOT_TRUSTED = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_UNTRUSTED",
]);

/** The detail of an error about an untrusted certificate. */
export function distrust(code: string | undefined): string | undefined {
  return code !== undefined && NOT_TRUSTED.has(code) ? `its certificate is not trusted: ${code}` : undefined;
}

/**
 * The codes of time limits of the system and of the HTTP client, which may be shorter than the provider's limit. The
 * server may still be at work.
 */
const TIMED_OUT = new Set(["ETIMEDOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** The first call loads the client: most runs make none, and loading it would take a third of the provider's start. */
let client: Promise<typeof import("ofetch")> | undefined;

/**
 * One HTTP exchange, without repetition. A failure on the way is a result. A thrown error is a bug of the provider,
 * from before the request was sent.
 */
export async function exchange(request: Request): Promise<Answer | Unanswered> {
  let dispatcher: Dispatcher | undefined;
  try {
    dispatcher = await proxyAgent(request.url);
  } catch (error) {
    if (error instanceof ProxyError) return refusedBy(error);
    throw error;
  }
  noteToken(request.token);
  const { ofetch } = await (client ??= import("ofetch"));
  try {
    const response = await ofetch.raw<unknown, "text" | "stream">(request.url, {
      method: request.method,
      headers: {
        authorization: `Bearer ${request.token}`,
        // The content type of a form contains its boundary, which the HTTP client chooses.
        ...(request.body instanceof FormData ? {} : { "content-type": "application/json" }),
        ...request.headers,
      },
      ...(request.query ? { query: request.query } : {}),
      ...(request.body === undefined ? {} : { body: bodyOf(request.body) }),
      ...(dispatcher ? { dispatcher } : {}),
      // ofetch would repeat a POST after a reset, and ignore Retry-After. `policy.ts` decides about repetitions.
      retry: false,
      // The option `timeout` would stop counting at the headers; a signal covers the body, too.
      signal: AbortSignal.timeout(request.timeoutMs),
      responseType: request.events ? "stream" : "text",
      ignoreResponseError: true,
      // The token must not go to another host.
      redirect: "manual",
    });
    const { status, headers, _data: data } = response;
    const { events, token } = request;
    if (events) return await readStream({ status, headers }, data as ByteStream, { events, token });
    return { kind: "answer", status, headers, text: typeof data === "string" ? data : "" };
  } catch (error) {
    return unanswered(error, request.timeoutMs);
  }
}

function refusedBy(proxy: ProxyError): Unanswered {
  return { kind: "refused", by: "proxy", lasts: proxy.lasts, detail: proxy.message, cause: proxy };
}

function bodyOf(body: unknown): FormData | string {
  return body instanceof FormData || typeof body === "string" ? body : JSON.stringify(body);
}

function unanswered(thrown: unknown, timeoutMs: number): Unanswered {
  const causes = chain(thrown);
  // The outermost error contains the request's headers, and so the token. Only its cause is kept.
  const error = bare(causes[1]);
  const code = causes.find((cause) => typeof cause.code === "string")?.code;
  // The error of several addresses lacks the system call; only the errors in it have it.
  const connecting = causes.some((cause) => cause.syscall === "connect");
  const proxy = causes.find((cause) => cause instanceof ProxyError);
  if (proxy) return refusedBy(proxy);
  const untrusted = distrust(code);
  if (untrusted) return { kind: "refused", by: "certificate", lasts: true, detail: untrusted, cause: error };
  if (causes.some((cause) => cause.name === "TimeoutError" || cause.name === "AbortError")) {
    return { kind: "lost", how: "timeout", detail: `none within ${timeoutMs / 1000} s`, cause: error };
  }
  if (code !== undefined && (NOT_SENT.has(code) || connecting)) {
    return { kind: "refused", by: "network", lasts: false, detail: code, cause: error };
  }
  if (code !== undefined && TIMED_OUT.has(code)) return { kind: "lost", how: "timeout", detail: code, cause: error };
  return { kind: "lost", how: "reset", detail: code ?? "the connection broke", cause: error };
}

/**
 * A copy of an error with its message, code and causes only: the error of the HTTP parser contains the bytes of the
 * answer, in which a server may quote the token.
 */
function bare(error: Partial<NodeJS.ErrnoException> | undefined): Error | undefined {
  if (error === undefined) return undefined;
  const { message = "", code, cause } = error;
  const inner = typeof cause === "object" && cause !== null ? bare(cause) : undefined;
  const copy = new Error(message, inner ? { cause: inner } : undefined);
  copy.stack = `${error.name ?? "Error"}: ${message}`;
  return Object.assign(copy, code === undefined ? {} : { code });
}

/** An error, its causes, and the errors in an AggregateError (one for each address). */
function chain(error: unknown): Partial<NodeJS.ErrnoException>[] {
  if (typeof error !== "object" || error === null) return [];
  const inner = "cause" in error ? chain(error.cause) : [];
  const several = "errors" in error && Array.isArray(error.errors) ? error.errors.flatMap(chain) : [];
  return [error, ...inner, ...several];
}
