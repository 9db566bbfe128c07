import type { Answer, Envelope, Unanswered } from "./answer";
import { oneLine } from "../../values/text";

/** Coze answered with code 0. */
export interface Success<T = unknown> {
  readonly kind: "ok";
  readonly data: T;
  readonly logId: string | undefined;
  /** The server's clock at the answer. */
  readonly date: Date | undefined;
}

/** Coze answered with an error. */
interface Refusal {
  readonly kind: "answered";
  readonly status: number;
  readonly code: number | undefined;
  readonly msg: string | undefined;
  readonly logId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly date: Date | undefined;
}

export type Failure = Unanswered | Refusal;

/** A refusal of which only the status, the code and the words are known. */
export function refusal(status: number, code: number | undefined, msg?: string): Refusal {
  return { kind: "answered", status, code, msg, logId: undefined, retryAfterMs: undefined, date: undefined };
}

/** Reads an answer of Coze. Most errors arrive with HTTP 200 and a code other than 0; `msg` alone proves nothing. */
export function readEnvelope(answer: Answer, token: string, isCodeless = false): Success | Failure {
  const { status, headers } = answer;
  const date = parseDate(headers.get("date"));
  const envelope = answer.envelope ?? envelopeOf(readJson(answer.text), isCodeless);
  const logId = logIdOf(headers, token, envelope?.logId);
  if (status === 200 && envelope === undefined) return unreadable(logId);
  if (status === 200 && envelope?.code === 0) return { kind: "ok", data: envelope.data, logId, date };
  return {
    kind: "answered",
    status,
    code: envelope?.code,
    msg: envelope?.msg && quotable(envelope.msg, token),
    logId,
    retryAfterMs: parseRetryAfter(headers.get("retry-after"), date),
    date,
  };
}

/**
 * A failure for HTTP 200 without a valid answer: a proxy's page, a truncated body, or an answer that lacks a required
 * field.
 */
export function unreadable(logId: string | undefined, field = ""): Unanswered {
  const id = logId ? `, log id ${logId}` : "";
  if (field) return { kind: "lost", how: "unreadable", field, detail: `the answer has no usable ${field}${id}` };
  return { kind: "lost", how: "unreadable", detail: `HTTP 200 with a body that is not an answer of Coze${id}` };
}

const MAX_LOG_ID = 100;

/** The header with the id of an answer, in Coze's cloud. */
export const CLOUD_LOG_ID = "x-tt-logid";

/** The id of an answer. In Coze Studio the header has another name. */
export function logIdOf(headers: Headers, token: string, given?: string): string | undefined {
  const id = given ?? headers.get(CLOUD_LOG_ID) ?? headers.get("x-log-id");
  return id ? quotable(id, token, MAX_LOG_ID) : undefined;
}

/** A server's words on one short line. The words may quote the secret, so it is replaced. */
export function quotable(words: string, secret: string, max?: number): string {
  return oneLine(words.replaceAll(secret, "[token]"), max);
}

function envelopeOf(parsed: unknown, isCodeless: boolean): Envelope | undefined {
  const body = isCodeless && typeof parsed === "object" ? { code: 0, ...parsed } : parsed;
  if (typeof body !== "object" || body === null || !("code" in body)) return undefined;
  const code = numberIn(body.code);
  if (code === undefined) return undefined;
  const detail = "detail" in body && typeof body.detail === "object" ? body.detail : null;
  const logId = detail && "logid" in detail && typeof detail.logid === "string" ? detail.logid : undefined;
  const msg = "msg" in body && typeof body.msg === "string" ? body.msg : undefined;
  return {
    code,
    ...(msg ? { msg } : {}),
    // Some calls return their data beside the code.
    data: "data" in body ? body.data : body,
    ...(logId ? { logId } : {}),
  };
}

/** The code of a refusal. Some servers write it as a text. */
function numberIn(code: unknown): number | undefined {
  if (typeof code === "string" && /^-?[1-9]\d{0,14}$/.test(code)) return Number(code);
  return typeof code === "number" ? code : undefined;
}

function parseDate(header: string | null): Date | undefined {
  const date = header === null ? undefined : new Date(header);
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

/** Reads `Retry-After`: seconds or an HTTP date. A date is compared with the server's own clock. */
function parseRetryAfter(header: string | null, now: Date | undefined): number | undefined {
  if (header === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const until = parseDate(header);
  return until && Math.max(0, until.getTime() - (now?.getTime() ?? Date.now()));
}

/** The value of a JSON text; `undefined` if the text is not JSON. */
export function parseJson(text: string): unknown {
  return parsed(text);
}

/**
 * The value of a JSON text of a server, without keys that have `null`: for an unknown value, Coze leaves out the key or
 * writes `null`.
 */
export function readJson(text: string): unknown {
  return parsed(text, function (_key, value) {
    // Within a list `undefined` would leave a hole.
    return value === null && !Array.isArray(this) ? undefined : value;
  });
}

function parsed(text: string, reviver?: (this: unknown, key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}
