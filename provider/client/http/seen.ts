import { channel } from "node:diagnostics_channel";
import type { Failure, Success } from "./envelope";

/** One attempt of a call, for a trace: without ids, words and secrets. */
export interface SeenCall {
  readonly method: string;
  /** `/v1/bots/:id`. */
  readonly route: string;
  /** 0 for the first attempt. */
  readonly attempt: number;
  /** Unix milliseconds. */
  readonly begun: number;
  readonly ended: number;
  /** Only after an answer. */
  readonly status?: number;
  readonly code?: number;
}

/** Costs nothing without a listener. */
export const CALLS = channel("pulumi-coze:calls");

export function outcomeOf(outcome: Success | Failure): Pick<SeenCall, "status" | "code"> {
  if (outcome.kind === "ok") return { status: 200, code: 0 };
  if (outcome.kind !== "answered") return {};
  return { status: outcome.status, ...(outcome.code === undefined ? {} : { code: outcome.code }) };
}

/** The path, with `:id` in place of every segment that is not a word of the API. */
export function routeOf(path: string): string {
  const segments = path
    .split("/")
    .map((part, i) => (i < 2 || /^(?:v\d|[a-z]+(?:_[a-z]+)*)$/.test(part) ? part : ":id"));
  return segments.join("/");
}
