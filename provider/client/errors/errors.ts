import type { Failure } from "../http/envelope";
import type { Operation } from "../http/operation";

/**
 * The error of a call to the Coze API. The message is one line: the failed operation and its object, Coze's code and
 * words, the log id, and the next step. Lookups throw the error into the program; operations of resources print its
 * message.
 *
 * @example
 * ```ts
 * const bot = await getBot({ botId: "7342866812345678901" }).catch((error: unknown) => {
 *   if (error instanceof CozeApiError && error.code === 4200) return undefined; // there is no such bot
 *   throw error;
 * });
 * ```
 */
export class CozeApiError extends Error {
  /** The name of the class. */
  override readonly name = "CozeApiError";
  /** The operation: `create`, `update`, `publish`, `unpublish`, `read`, `list`, … */
  readonly operation: string;
  /** The HTTP status, if there was an answer. */
  readonly httpStatus: number | undefined;
  /** Coze's own code. Most errors arrive with HTTP 200 and a code other than 0. */
  readonly code: number | undefined;
  /** Coze's own words. */
  readonly msg: string | undefined;
  /** The id under which Coze's support finds the request. */
  readonly logId: string | undefined;
  /** The message without the next step, for log lines while the package still repeats the call. */
  readonly problem: string;
  /** Whether the same call may succeed later without a change. */
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

/** A create or publish with an unknown result. */
export class LostAnswerError extends CozeApiError {
  /** The start of the call, by the local clock. */
  readonly begun: number;
  /** Whether the server may still be at work. Then an absent result proves nothing. */
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

/** There is no such object, or it belongs to another account. */
export const NOT_FOUND: readonly (number | undefined)[] = [4200, 4006];

/** Whether Coze answered that there is no such object, or that it belongs to another account. */
export function saysMissing(error: unknown): error is CozeApiError {
  return error instanceof CozeApiError && NOT_FOUND.includes(error.code);
}

/**
 * Whether an answer shows that the server lacks the call. Such a server expects the session of its console in place of
 * a token.
 */
export function lacksCall({ msg }: { readonly msg?: string | undefined }): boolean {
  return msg?.includes("missing session_key in cookie") ?? false;
}

/** Whether the server answered that it has no such call. */
export function saysNoSuchCall(error: unknown): error is CozeApiError {
  if (!(error instanceof CozeApiError)) return false;
  return lacksCall(error) || (error.httpStatus === 404 && !NOT_FOUND.includes(error.code));
}

/** 4015 // not published to the channel */
export const UNPUBLISHED = 4015;

/** Whether Coze answered that the bot is not on that channel. */
export function saysUnpublished(error: unknown): boolean {
  return error instanceof CozeApiError && error.code === UNPUBLISHED;
}

/** Whether Coze refused a parameter of the call. */
export function saysWrongParameter(error: unknown): boolean {
  return error instanceof CozeApiError && error.code === 4000; // invalid parameter
}

/** Whether the token lacks the permission for the call. */
export function saysForbidden(error: unknown): boolean {
  return error instanceof CozeApiError && error.code === 4101; // permission point missing
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe(failure: Failure): string {
  switch (failure.kind) {
    case "refused":
      return `no connection (${failure.detail})`;
    case "lost":
      if (failure.field) return failure.detail;
      return `the answer ${failure.how === "unusable" ? "cannot be used" : "was lost"} (${failure.detail})`;
    case "answered": {
      const words = failure.msg ? ` "${failure.msg}"` : "";
      const said =
        failure.code === undefined ? `HTTP ${failure.status}` : `${failure.code}${words} (HTTP ${failure.status})`;
      return `it answered ${said}${failure.logId ? `, log id ${failure.logId}` : ""}`;
    }
  }
}
