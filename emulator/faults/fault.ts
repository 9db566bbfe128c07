import * as z from "zod";
import { listFault, type ListFault } from "./lists";

const moment = z.enum(["before", "after"]);
const index = z.int();

/** What happens to the call. "before" and "after" are relative to the handling by the API. */
const faultKind = z.union([
  z.strictObject({
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    retryAfter: z.string().optional(),
    /** The API acts, and this answer replaces its own. */
    handled: z.boolean().optional(),
  }),
  z.strictObject({ code: z.int(), msg: z.string().optional(), handled: z.boolean().optional() }),
  z.strictObject({ delayMs: z.number().min(0), when: moment.optional() }),
  /** The connection is reset. */
  z.strictObject({ reset: moment }),
  /** No answer ever; the connection is held until the client closes it. */
  z.strictObject({ timeout: moment }),
  /** Handled, then HTTP 200 with a body that isn't JSON. */
  z.strictObject({ garbage: z.union([z.literal(true), z.string()]), contentType: z.string().optional() }),
  /** Handled, then half of the answer and the end of the connection. */
  z.strictObject({ truncated: z.literal(true) }),
  /** A server that lacks the call: HTTP 401; "older": HTTP 200 with 700012006, as servers before 2026 had it. */
  z.strictObject({ lacks: z.union([z.literal(true), z.literal("older")]) }),
  listFault,
]);
export type FaultKind = z.infer<typeof faultKind>;

const scope = {
  /** "POST /v1/bot/create", "GET /v1/bots/:bot_id"; default any. */
  route: z.string().optional(),
  /** The bot in the path, the query or the body. */
  botId: z.string().optional(),
  /** Which matching call from now on, 1-based; default 1, the next one. */
  nth: index.min(1).optional(),
  /** Which call since the log was last cleared, 0-based; with it, `nth` has no meaning. */
  callIndex: index.min(0).optional(),
  /** How many matching calls in a row; default 1. JSON has no Infinity: "infinity" there. */
  times: z.union([index.min(1), z.literal(Infinity), z.literal("infinity")]).optional(),
};

const armedFault = z.strictObject({ ...scope, kind: faultKind });
/** Where a fault applies, and what happens there. */
export type ArmedFault = z.infer<typeof armedFault>;

type Scope = Omit<ArmedFault, "kind">;
/** What happens: with `after`, the API acts first, and only its answer is lost. */
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

/** A fault as it is asked for: `{ route, status: 503, after: true }`, or with its kind apart. */
export type FaultSpec = ArmedFault | (Scope & FlatKind);

/** The fault with its kind apart; an error says what is wrong with it. */
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
