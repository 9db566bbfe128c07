import * as z from "zod";
import { listFault, type ListFault } from "./lists";

const moment = z.enum(["before", "after"]);
const index = z.int();

/** The effect on the call. "before" and "after" mean before and after the API has handled it. */
const faultKind = z.union([
  z.strictObject({
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    retryAfter: z.string().optional(),
    /** The API acts, and this answer replaces the API's. */
    handled: z.boolean().optional(),
  }),
  z.strictObject({ code: z.int(), msg: z.string().optional(), handled: z.boolean().optional() }),
  z.strictObject({ delayMs: z.number().min(0), when: moment.optional() }),
  /** The connection is reset. */
  z.strictObject({ reset: moment }),
  /** The call gets no answer. The connection is held until the client closes it. */
  z.strictObject({ timeout: moment }),
  /** The API acts; the answer is HTTP 200 with a body that isn't JSON. */
  z.strictObject({ garbage: z.union([z.literal(true), z.string()]), contentType: z.string().optional() }),
  /** The API acts; the connection ends after half of the answer. */
  z.strictObject({ truncated: z.literal(true) }),
  /**
   * A server that lacks the call answers HTTP 401. With "older" it answers HTTP 200 with 700012006, as servers before
   * 2026.
   */
  z.strictObject({ lacks: z.union([z.literal(true), z.literal("older")]) }),
  listFault,
]);
export type FaultKind = z.infer<typeof faultKind>;

const scope = {
  /** Such as "POST /v1/bot/create" or "GET /v1/bots/:bot_id". Default: any. */
  route: z.string().optional(),
  /** The bot in the path, the query or the body. */
  botId: z.string().optional(),
  /** Which matching call from now on, 1-based. Default: 1, the next one. */
  nth: index.min(1).optional(),
  /** From which call on since the log was last cleared, 0-based. It replaces `nth`. */
  callIndex: index.min(0).optional(),
  /** How many matching calls in a row. Default: 1. JSON has no Infinity, so it uses "infinity". */
  times: z.union([index.min(1), z.literal(Infinity), z.literal("infinity")]).optional(),
};

const armedFault = z.strictObject({ ...scope, kind: faultKind });
/** A fault with its scope and its effect. */
export type ArmedFault = z.infer<typeof armedFault>;

type Scope = Omit<ArmedFault, "kind">;
/** The effect. With `after` the API acts first, and only its answer is lost. */
type FlatKind =
  | { status: number; body?: unknown; headers?: Record<string, string>; retryAfter?: string; after?: boolean }
  | { code: number; msg?: string; after?: boolean }
  | { delayMs: number; after?: boolean }
  | { reset: true; after?: boolean }
  | { timeout: true; after?: boolean }
  | { garbage: true | string; contentType?: string }
  | { truncated: true }
  | { lacks: true | "older" }
  | ListFault;

/**
 * A fault as the caller gives it: flat, as `{ route, status: 503, after: true }`, or with `kind` as an object of its
 * own.
 */
export type FaultSpec = ArmedFault | (Scope & FlatKind);

/** The fault with `kind` as an object of its own. The error names what is wrong. */
export function parseFault(spec: unknown): ArmedFault {
  const given = z.record(z.string(), z.unknown()).parse(spec);
  if ("kind" in given) return armedFault.parse(given);
  const entries = Object.entries(given);
  const where = Object.fromEntries(entries.filter(([key]) => key in scope));
  const { after, ...kind } = Object.fromEntries(entries.filter(([key]) => !(key in scope)));
  return armedFault.parse({ ...where, kind: withMoment(kind, z.boolean().default(false).parse(after)) });
}

function withMoment(kind: Record<string, unknown>, after: boolean): Record<string, unknown> {
  const moment = after ? "after" : "before";
  if (kind["reset"] === true) return { ...kind, reset: moment };
  if (kind["timeout"] === true) return { ...kind, timeout: moment };
  if (!after) return kind;
  return "delayMs" in kind ? { ...kind, when: moment } : { ...kind, handled: true };
}

/** A fault's name in the call log. */
export function faultName(kind: FaultKind): string {
  if ("status" in kind) return `status:${kind.status}`;
  if ("code" in kind) return `code:${kind.code}`;
  if ("delayMs" in kind) return `delay:${kind.when ?? "before"}`;
  if ("reset" in kind) return `reset:${kind.reset}`;
  if ("timeout" in kind) return `timeout:${kind.timeout}`;
  if ("list" in kind) return `list:${kind.list}`;
  if ("lacks" in kind) return kind.lacks === true ? "lacks" : "lacks:older";
  return "garbage" in kind ? "garbage" : "truncated";
}
