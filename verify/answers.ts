import { codeOf, dataOf, describe, type Exchange } from "../provider/client/probe";

/** The question cannot be asked in this workspace. */
export class NotRun extends Error {}

/** Coze refused a call that the question needs. */
export class Refused extends Error {
  constructor(exchange: Exchange) {
    super(`${exchange.question.method} ${exchange.question.path}: ${describe(exchange)}`);
  }
}

/** The data of an answer. Throws if the call failed, since the question then cannot be asked. */
export function needed(exchange: Exchange): Readonly<Record<string, unknown>> {
  if (codeOf(exchange) !== 0) throw new Refused(exchange);
  return dataOf(exchange);
}

/** An answer as a fact: `code 4200`. */
export function codeFact(exchange: Exchange): string {
  const code = codeOf(exchange);
  return code === undefined ? describe(exchange) : `code ${code}`;
}

/** An answer as a fact: `HTTP 401, code 700012006`. */
export function statusFact(exchange: Exchange): string {
  return `HTTP ${exchange.status ?? "none"}, ${codeFact(exchange)}`;
}

/** The refusal of a call above the rate limit, as a fact: `HTTP 429, code 4013, no Retry-After`. */
export function limitFact(exchange: Exchange): string {
  const { outcome } = exchange;
  const hasWait = "retryAfterMs" in outcome && outcome.retryAfterMs !== undefined;
  return `${statusFact(exchange)}, ${hasWait ? "with" : "no"} Retry-After`;
}

/** A list in the data of an answer. */
export function listIn(data: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>>[] {
  const list = data[key];
  return Array.isArray(list) ? (list as Record<string, unknown>[]) : [];
}

/** A block in the data of an answer; empty if there is none. */
export function blockIn(data: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const block = data[key];
  return typeof block === "object" && block !== null ? (block as Record<string, unknown>) : {};
}
