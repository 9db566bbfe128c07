import type { FaultKind } from "../../../emulator";

/** What may go wrong with one call, and whether the server then has acted on it. */
export interface Fault {
  readonly name: string;
  /** What the emulator does; absent: the connection is refused. */
  readonly kind?: FaultKind;
  /** Nobody can tell whether the server acted, or will: of a call that must happen once, this ends the run. */
  readonly undecidable?: true;
  /** The name of a fault that the client cannot tell from this one; `classes.test.ts` shows that. */
  readonly as?: string;
}

const statuses = [500, 502, 503, 504].flatMap((status): Fault[] => [
  {
    name: `HTTP ${status}, not acted`,
    kind: { status, body: "<html>" },
    ...(status === 504 ? { undecidable: true } : { as: "reset, not acted" }),
  },
  {
    name: `HTTP ${status}, acted`,
    kind: { status, body: "<html>", handled: true },
    ...(status !== 502 && { as: "HTTP 502, acted" }),
  },
]);

/** One fault of every kind. */
export const FAULTS: readonly Fault[] = [
  { name: "refused" },
  { name: "reset, not acted", kind: { reset: "before" } },
  { name: "reset, acted", kind: { reset: "after" } },
  { name: "timeout, not acted", kind: { timeout: "before" }, undecidable: true },
  { name: "timeout, acted", kind: { timeout: "after" } },
  { name: "429 with Retry-After in seconds", kind: { status: 429, retryAfter: "3" } },
  {
    name: "429 with Retry-After as a date",
    kind: { status: 429, retryAfter: "date" },
    as: "429 with Retry-After in seconds",
  },
  { name: "429 without Retry-After", kind: { status: 429 }, as: "code 4013" },
  ...statuses,
  { name: "code 5000, not acted", kind: { code: 5000 } },
  { name: "code 5000, acted", kind: { code: 5000, handled: true } },
  { name: "code 4009", kind: { code: 4009 }, as: "code 4013" },
  { name: "code 4013", kind: { code: 4013 } },
  { name: "garbage with HTTP 200, acted", kind: { garbage: true } },
  {
    name: "garbage that is JSON, acted",
    kind: { garbage: `{"ok":true}`, contentType: "application/json" },
    as: "garbage with HTTP 200, acted",
  },
  { name: "code 0 without data, acted", kind: { garbage: `{"code":0,"msg":""}`, contentType: "application/json" } },
  { name: "truncated answer, acted", kind: { truncated: true } },
];

/** One of those that the client cannot tell from each other. */
export const CLASSES: readonly Fault[] = FAULTS.filter((fault) => fault.as === undefined);

const ofTheServer = (faults: readonly Fault[]) =>
  faults.flatMap(({ kind, undecidable, name }) => (kind ? [{ kind, undecidable, name }] : []));

/** The faults that the emulator brings about by a kind. */
export const FAULT_KINDS = ofTheServer(FAULTS);
export const CLASS_KINDS = ofTheServer(CLASSES);

/** A fault with its Retry-After date filled in, 3 s from the server's time. */
export function dated(kind: FaultKind, serverNow: number): FaultKind {
  if (!("status" in kind) || kind.retryAfter !== "date") return kind;
  return { ...kind, retryAfter: new Date(serverNow + 3_000).toUTCString() };
}
