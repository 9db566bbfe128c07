import { randomBytes } from "node:crypto";

/** An HTTP answer, before it gets the headers that every answer has. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The `code` in the body. */
  code?: number;
  logId?: string;
  /** The body is sent in two parts: the part from character `at` on is sent `ms` milliseconds later. */
  pause?: { at: number; ms: number };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  const hasCode = typeof body === "object" && body !== null && "code" in body && typeof body.code === "number";
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
    code: hasCode ? (body.code as number) : undefined,
  };
}

export function success(data?: unknown): Reply {
  const logId = newLogId();
  return { ...json(200, { code: 0, msg: "", data, detail: { logid: logId } }), logId };
}

export function failure(status: number, code: number, msg: string, headers: Record<string, string> = {}): Reply {
  const logId = newLogId();
  return { ...json(status, { code, msg, detail: { logid: logId } }, headers), logId };
}

/** 34 characters: the time to the second, and 20 hexadecimal digits. */
export function newLogId(): string {
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  return time + randomBytes(10).toString("hex").toUpperCase();
}

/** A failure of the API: a `code`, mostly in an HTTP 200. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly httpStatus = 200,
  ) {
    super(message);
  }
}
