import { advise } from "./advice";
import { pauseMs, sleep } from "./backoff";
import type { Credentials } from "./credentials";
import { CozeApiError } from "./errors";
import type { Operation } from "./operation";
import { decide } from "./policy";
import type { Settings } from "./settings";
import { send, type Failure, type Success } from "./transport";

export interface Call {
  readonly operation: Operation;
  /** What the call is about, for messages: `bot 7342…`. */
  readonly subject: string;
  readonly path: string;
  readonly query?: Record<string, string | number | undefined>;
  readonly body?: unknown;
}

/** Sends calls, and repeats those that may be repeated. */
export class Caller {
  constructor(
    readonly settings: Settings,
    readonly credentials: Credentials,
  ) {}

  async call(call: Call): Promise<Success> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await send({
        method: call.operation.method,
        url: this.settings.baseUrl + call.path,
        token: await this.credentials.token(),
        ...(call.query ? { query: call.query } : {}),
        ...(call.body === undefined ? {} : { body: call.body }),
        timeoutMs: this.settings.timeoutMs,
      });
      if (outcome.kind === "ok") return outcome;
      const verdict = decide(call.operation.repeat, outcome);
      const again = verdict === "retry" || verdict === "wait";
      if (!again || attempt >= this.settings.maxRetries) throw this.error(call, outcome);
      await sleep(pauseMs(attempt, outcome.kind === "answered" ? outcome.retryAfterMs : undefined));
    }
  }

  private error(call: Call, failure: Failure): CozeApiError {
    const { source } = this.credentials;
    const retryable = decide(call.operation.repeat, failure) !== "stop";
    return new CozeApiError(call.operation, call.subject, failure, {
      step: advise(call.operation, failure, source, this.settings.baseUrl),
      retryable,
    });
  }
}
