import { readStream, type ByteStream, type Envelope, type EventReader } from "./events";
import type { Operation } from "./operation";
import { proxyAgent, ProxyError } from "./proxy";

export interface Request {
  readonly method: Operation["method"];
  readonly url: string;
  readonly token: string;
  readonly query?: Record<string, string | number | undefined>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a form as it is. */
  readonly body?: unknown;
  readonly timeoutMs: number;
  /** Reads the answer, where it is a stream of events. */
  readonly events?: EventReader;
}

/** An answer, whatever it says. */
export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What a stream of events says, in the place of a text. */
  readonly envelope?: Envelope;
}

/** No answer came that can be read. */
export type Unanswered =
  /** Nothing was sent: the server cannot have acted. */
  | {
      readonly kind: "refused";
      readonly by: "network" | "proxy" | "certificate";
      /** Whether another try would be refused as well. */
      readonly lasts: boolean;
      readonly detail: string;
      readonly cause: unknown;
    }
  /** It was sent: the server may have acted. */
  | {
      readonly kind: "lost";
      readonly how: "reset" | "timeout" | "unreadable" | "oversized";
      readonly detail: string;
      readonly cause?: unknown;
    };

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

/** Node knows nobody who vouches for the server. */
const NOT_TRUSTED = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_UNTRUSTED",
]);

/** Says so where that is the code of an error. */
export function distrust(code: string | undefined): string | undefined {
  return code !== undefined && NOT_TRUSTED.has(code) ? `its certificate is not trusted: ${code}` : undefined;
}

/** The system's and the HTTP client's own time limits, which may be shorter than ours: the server may still be at work. */
const TIMED_OUT = new Set(["ETIMEDOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** One HTTP exchange. Never throws, never repeats. */
export async function exchange(request: Request): Promise<Answer | Unanswered> {
  // Loaded here, since most runs change nothing and make no call: it is a third of what the provider's start costs.
  const { ofetch } = await import("ofetch");
  try {
    const dispatcher = await proxyAgent(request.url);
    const response = await ofetch.raw<unknown, "text" | "stream">(request.url, {
      method: request.method,
      headers: {
        authorization: `Bearer ${request.token}`,
        // The content type of a form names its boundary, which only the HTTP client knows.
        ...(request.body instanceof FormData ? {} : { "content-type": "application/json" }),
        ...request.headers,
      },
      ...(request.query ? { query: request.query } : {}),
      ...(request.body === undefined ? {} : { body: bodyOf(request.body) }),
      ...(dispatcher ? { dispatcher } : {}),
      // Its own retry repeats a POST after a reset, and ignores Retry-After; what may be repeated is decided in policy.ts.
      retry: false,
      // A signal of ours, since the option `timeout` stops counting when the headers are there.
      signal: AbortSignal.timeout(request.timeoutMs),
      responseType: request.events ? "stream" : "text",
      ignoreResponseError: true,
      // The token goes to the host that it was meant for, and to no other.
      redirect: "manual",
    });
    const { status, headers, _data: data } = response;
    if (request.events) return await readStream({ status, headers }, data as ByteStream, request.events);
    return { kind: "answer", status, headers, text: typeof data === "string" ? data : "" };
  } catch (error) {
    return unanswered(error, request.timeoutMs);
  }
}

function bodyOf(body: unknown): FormData | string {
  return body instanceof FormData ? body : JSON.stringify(body);
}

function unanswered(thrown: unknown, timeoutMs: number): Unanswered {
  const causes = chain(thrown);
  // The outermost error holds the request's headers, and with them the token: only what it was caused by goes on.
  const error = causes[1];
  const code = causes.find((cause) => typeof cause.code === "string")?.code;
  // Of several addresses that were tried, the error of them all does not say with what it was busy.
  const connecting = causes.some((cause) => cause.syscall === "connect");
  const proxy = causes.find((cause) => cause instanceof ProxyError);
  if (proxy) return { kind: "refused", by: "proxy", lasts: proxy.lasts, detail: proxy.message, cause: proxy };
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

/** An error, its causes, and what an AggregateError holds (one for each address that was tried). */
function chain(error: unknown): Partial<NodeJS.ErrnoException>[] {
  if (typeof error !== "object" || error === null) return [];
  const inner = "cause" in error ? chain(error.cause) : [];
  const several = "errors" in error && Array.isArray(error.errors) ? error.errors.flatMap(chain) : [];
  return [error, ...inner, ...several];
}
