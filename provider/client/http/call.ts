import { advise } from "../errors/advice";
import type { Authenticator } from "../auth/authenticator";
import { pauseMs, RetryBudget, decide, type Verdict } from "./policy";
import { type Clock, Interruption, stepDeadline } from "./clock";
import type { EventReader } from "./events";
import { readEnvelope, unreadable, type Failure, type Success } from "./envelope";
import { CozeApiError, LostAnswerError, NOT_FOUND } from "../errors/errors";
import { Limiter, LOGGED_MS } from "./limiter";
import { Locks } from "../../values/locks";
import type { Operation } from "./operation";
import type { Settings } from "../settings";
import { exchange } from "./transport";

/** Coze is eventually consistent: "not found" about a new object is not final before it is this old. */
const NOT_YET_KNOWN_MS = 30_000;
/** The slowest connection to allow for, 4 Mbit/s: large content has a longer time limit. */
const BYTES_A_SECOND = 512 * 1024;
/** One new token of the same kind, and one of another kind. */
const MAX_RENEWALS = 2;

export interface Call {
  readonly operation: Operation;
  /** The object of the call, for messages: `bot 7342…`. */
  readonly subject: string;
  readonly path: string;
  /** The id of the object. Writes to one object never overlap. */
  readonly target?: string;
  /** The id of the container. Writes within one container may overlap. */
  readonly within?: string;
  readonly query?: Record<string, string | number | undefined>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form. */
  readonly body?: unknown;
  /** The size of the upload; the time limit grows with it. */
  readonly bytes?: number;
  /** The time limit of one attempt. Default: that of the settings. */
  readonly timeoutMs?: number;
  /** Makes a reader for each attempt, if the answer is a stream of events. */
  readonly events?: () => EventReader;
  /** Whether the data has the shape of the answer. It does not if a proxy has answered. */
  readonly expects?: ((data: unknown) => boolean) | undefined;
  /** Whether a success may come without a code. */
  readonly isCodeless?: boolean;
  /** Waits for the work that the call has started. Its outcome is the outcome of the call. */
  readonly follow?: (started: Success, begun: number) => Promise<Success | Failure> | Success;
}

const REPEATS: ReadonlySet<Verdict> = new Set(["retry", "wait", "again"]);

/** Sends calls, and repeats them if `policy.ts` allows it. */
export class Caller {
  private readonly limiter: Limiter;
  private readonly locks = new Locks();
  private readonly budget = new RetryBudget();
  private readonly fresh = new Map<string, number>();
  private serverAhead = 0;

  constructor(
    readonly settings: Settings,
    readonly authenticator: Authenticator,
    readonly clock: Clock,
    private readonly notify: (line: string) => void,
    private readonly interruption = new Interruption(),
  ) {
    this.limiter = new Limiter(settings.concurrency, settings.requestsPerSecond, clock, notify, interruption);
  }

  /** The server's time now, by the `Date` of its last answer. */
  serverNow(): number {
    return this.clock.now() + this.serverAhead;
  }

  /** Logs a line about slow work. */
  report(line: string): void {
    this.notify(line);
  }

  /** Marks a new object: for a while, other calls may not find it yet. */
  markFresh(target: string): void {
    this.fresh.set(target, this.clock.now());
  }

  call(call: Call): Promise<Success> {
    const writes = call.operation.repeat !== "read" && call.target !== undefined;
    return writes ? this.locks.run(call.target, () => this.attempts(call)) : this.attempts(call);
  }

  private async attempts(call: Call): Promise<Success> {
    let deadline: number | undefined;
    for (let tries = 0, renewals = 0, agains = 0; ; tries++) {
      const token = await this.interruption.wait(this.authenticator.token());
      const { outcome: first, begun } = await this.limiter.run(() => {
        deadline ??= this.deadline(call);
        return this.once(call, token);
      });
      const outcome = first.kind === "ok" && call.follow ? await call.follow(first, begun) : first;
      if (outcome.kind === "ok") {
        this.budget.earn();
        return outcome;
      }
      const verdict = this.verdict(call, outcome);
      if (verdict === "renew" && renewals < MAX_RENEWALS && (await this.authenticator.another(token))) {
        renewals++;
        tries--;
        continue;
      }
      if (verdict === "again" && agains++ > 0) throw this.error(call, outcome, verdict, begun);
      if (!REPEATS.has(verdict)) throw this.error(call, outcome, verdict, begun);
      const retryAfterMs = outcome.kind === "answered" ? outcome.retryAfterMs : undefined;
      const ms = pauseMs(tries, retryAfterMs, this.clock.random());
      const timedOut = outcome.kind === "lost" && outcome.how === "timeout";
      const late = this.clock.now() + ms > (deadline ?? 0);
      if (tries >= this.settings.maxRetries || late || !this.budget.spend(timedOut)) {
        throw this.error(call, outcome, verdict, begun);
      }
      if (retryAfterMs !== undefined) this.limiter.pauseFor(retryAfterMs);
      if (ms > LOGGED_MS) {
        const { problem } = this.error(call, outcome, verdict, begun);
        this.notify(`waiting ${Math.ceil(ms / 1000)} s before the next attempt. ${problem}`);
      }
      await this.interruption.wait(this.clock.sleep(ms));
    }
  }

  /** The time after which no repetition of the call begins. */
  private deadline(call: Call): number {
    const total = this.settings.totalMs + (call.timeoutMs ?? 0) + uploadMs(call);
    return Math.min(this.clock.now() + total, stepDeadline() ?? Infinity);
  }

  /** The time limit of one request. It ends with its step at the latest. */
  private timeoutMs(call: Call): number {
    const left = (stepDeadline() ?? Infinity) - this.clock.now();
    if (left <= 0)
      throw new Error("The time that customTimeouts give the resource is over, and the next call was not made.");
    return Math.min((call.timeoutMs ?? this.settings.timeoutMs) + uploadMs(call), left);
  }

  private async once(call: Call, token: string): Promise<{ outcome: Success | Failure; begun: number }> {
    const begun = this.clock.now();
    const answer = await exchange({
      method: call.operation.method,
      url: this.settings.baseUrl + call.path,
      token,
      ...(call.query ? { query: call.query } : {}),
      ...(call.headers ? { headers: call.headers } : {}),
      ...(call.body === undefined ? {} : { body: call.body }),
      timeoutMs: this.timeoutMs(call),
      ...(call.events ? { events: call.events() } : {}),
    });
    if (answer.kind !== "answer") return { outcome: answer, begun };
    const outcome = readEnvelope(answer, token, call.isCodeless);
    if ("date" in outcome && outcome.date) this.serverAhead = outcome.date.getTime() - this.clock.now();
    if (outcome.kind === "ok" && call.expects && !call.expects(outcome.data)) return { outcome: unreadable(), begun };
    return { outcome, begun };
  }

  private verdict(call: Call, failure: Failure): Verdict {
    const made = this.fresh.get(call.target ?? call.within ?? "");
    const notYetKnown = made !== undefined && this.clock.now() - made < NOT_YET_KNOWN_MS;
    if (notYetKnown && failure.kind === "answered" && NOT_FOUND.includes(failure.code)) return "retry";
    return decide(call.operation.repeat, failure);
  }

  private error(call: Call, failure: Failure, verdict: Verdict, begun: number): CozeApiError {
    const { operation, subject } = call;
    const next = {
      step: advise(operation, failure, this.authenticator.source, this.settings.baseUrl),
      retryable: verdict !== "stop" && verdict !== "renew",
    };
    if (verdict !== "look") return new CozeApiError(operation, subject, failure, next);
    return new LostAnswerError(operation, subject, failure, next, begun);
  }
}

function uploadMs({ bytes = 0 }: Call): number {
  return Math.floor(bytes / BYTES_A_SECOND) * 1000;
}
