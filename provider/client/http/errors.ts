import type { Failure } from "./envelope";
import type { Operation } from "./operation";

/**
 * A call to the Coze API that did not succeed. The message is one line: what failed and on what, Coze's code and words, the
 * log id, and what to do next. Lookups throw it into the program; an operation of a resource prints its message.
 */
export class CozeApiError extends Error {
  /** The name of the class, to tell it from other errors. */
  override readonly name = "CozeApiError";
  /** What was being done: `create`, `update`, `publish`, `unpublish`, `read`, `list`, … */
  readonly operation: string;
  /** The HTTP status, where there was an answer. */
  readonly httpStatus: number | undefined;
  /** Coze's own code; most errors arrive with HTTP 200 and a code that is not 0. */
  readonly code: number | undefined;
  /** Coze's own words. */
  readonly msg: string | undefined;
  /** The id under which Coze's support finds the request. */
  readonly logId: string | undefined;
  /** The message without the advice, for as long as something is still being done about it. */
  readonly problem: string;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;

  /** @hidden */
  constructor(operation: Operation, subject: string, failure: Failure, next: { step: string; retryable: boolean }) {
    const problem = `Coze could not ${operation.name} ${subject}: ${describe(failure)}.`;
    super(`${problem} ${next.step}`, "cause" in failure ? { cause: failure.cause } : undefined);
    this.problem = problem;
    this.operation = operation.name;
    this.retryable = next.retryable;
    if (failure.kind === "answered") {
      this.httpStatus = failure.status;
      this.code = failure.code;
      this.msg = failure.msg;
      this.logId = failure.logId;
    }
  }
}

/** A create or publish of which nobody knows whether it was done. */
export class LostAnswerError extends CozeApiError {
  /** When the call was begun, by the local clock. */
  readonly begun: number;
  /** The server may still be at work: that nothing is there yet proves nothing. */
  readonly mayStillAct: boolean;

  constructor(
    operation: Operation,
    subject: string,
    failure: Failure,
    next: { step: string; retryable: boolean },
    begun: number,
  ) {
    super(operation, subject, failure, next);
    this.begun = begun;
    const broke =
      failure.kind === "lost" ? failure.how === "reset" : failure.kind === "answered" && failure.status !== 504;
    this.mayStillAct = !broke;
  }
}

/** The codes by which Coze says that there is no such thing, or that it is not this account's. */
export const NOT_FOUND: readonly (number | undefined)[] = [4200, 4006];

/** True for the codes by which Coze says that there is no such bot, or that it is not this account's. */
export function saysMissing(error: unknown): error is CozeApiError {
  return error instanceof CozeApiError && NOT_FOUND.includes(error.code);
}

/** True where Coze says that the bot is not on the channel that was asked for. */
export function saysUnpublished(error: unknown): boolean {
  return error instanceof CozeApiError && error.code === 4015;
}

/** True where the token may not make the call. */
export function saysForbidden(error: unknown): boolean {
  return error instanceof CozeApiError && error.code === 4101;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe(failure: Failure): string {
  switch (failure.kind) {
    case "refused":
      return `no connection (${failure.detail})`;
    case "lost":
      return `the answer was lost (${failure.detail})`;
    case "answered": {
      const words = failure.msg ? ` "${failure.msg}"` : "";
      const said =
        failure.code === undefined ? `HTTP ${failure.status}` : `${failure.code}${words} (HTTP ${failure.status})`;
      return `it answered ${said}${failure.logId ? `, log id ${failure.logId}` : ""}`;
    }
  }
}
