import { advise } from "../errors/advice";
import type { Authenticator } from "../auth/authenticator";
import { decide, NOT_YET_KNOWN_MS, pauseMs, REPEATS, RetryBudget, type Verdict } from "./policy";
import { type Clock, Interruption, stepDeadline } from "./clock";
import type { EventReader } from "./events";
import { CLOUD_LOG_ID, readEnvelope, unreadable, type Failure, type Success } from "./envelope";
import { CozeApiError, LostAnswerError } from "../errors/errors";
import { Limiter, LOGGED_MS } from "./limiter";
import { regionOf } from "../../values/hosts";
import { Locks } from "../../values/locks";
import type { Operation } from "./operation";
import { read, unknown, type Schema } from "./schema";
import { CALLS, outcomeOf, routeOf } from "./seen";
import type { Settings } from "../settings";
import { exchange } from "./transport";

/** The slowest connection to allow for, 4 Mbit/s: large content has a longer time limit. */
const BYTES_A_SECOND = 512 * 1024;
/** One new token from the same source, and one from the next source. */
const MAX_RENEWALS = 2;

/** A call whose answer has no data. */
export interface Request {
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
  /** The body. It is sent as JSON, or as a form. */
  readonly body?: unknown;
  /** The size of the upload; the time limit grows with it. */
  readonly bytes?: number;
  /** The time limit of one attempt. Default: the limit of the settings. */
  readonly timeoutMs?: number;
  /** Makes a reader for each attempt, if the answer is a stream of events. */
  readonly events?: () => EventReader;
  /** Whether a success may come without a code. */
  readonly isCodeless?: boolean;
}

export interface Call<T = unknown> extends Request {
  /** The data of the answer. */
  readonly answer: Schema<T>;
  /** Waits for the work that the call has started. Its outcome is the outcome of the call. */
  readonly follow?: (started: Success<T>, begun: number) => Promise<Success<T> | Failure> | Success<T>;
}

/** Where a caller writes lines. */
export interface CallLog {
  /** Logs a wait. There may be many. */
  wait(line: string): void;
  /** Logs a line once in a process. */
  once(line: string): void;
}

/** Sends calls, and repeats them if `policy.ts` allows it. */
export class Caller {
  private readonly limiter: Limiter;
  private readonly locks = new Locks();
  private readonly budget = new RetryBudget();
  private readonly fresh = new Map<string, number>();
  private readonly leftOut = new Set<string>();
  private serverAhead = 0;
  /** Whether the server is known to be Coze's cloud, by its address or by an answer. */
  isCloud = false;

  constructor(
    readonly settings: Settings,
    readonly authenticator: Authenticator,
    readonly clock: Clock,
    readonly log: CallLog,
    private readonly interruption = new Interruption(),
  ) {
    const wait = (line: string): void => log.wait(line);
    this.isCloud = regionOf(new URL(settings.baseUrl).hostname) !== undefined;
    this.limiter = new Limiter(settings.concurrency, settings.requestsPerSecond, clock, wait, interruption);
  }

  /** The server's time now, by the `Date` of its last answer. */
  serverNow(): number {
    return this.clock.now() + this.serverAhead;
  }

  /** Marks a new object: for a while, other calls may not find it yet. */
  markFresh(target: string): void {
    this.fresh.set(target, this.clock.now());
  }

  async send(request: Request): Promise<void> {
    await this.call({ ...request, answer: unknown() });
  }

  call<T>(call: Call<T>): Promise<Success<T>> {
    const writes = call.operation.repeat !== "read" && call.target !== undefined;
    return writes ? this.locks.run(call.target, () => this.attempts(call)) : this.attempts(call);
  }

  private async attempts<T>(call: Call<T>): Promise<Success<T>> {
    let deadline: number | undefined;
    for (let tries = 0, renewals = 0, agains = 0; ; tries++) {
      const token = await this.interruption.wait(this.authenticator.token());
      const { outcome: first, begun } = await this.limiter.run(() => {
        deadline ??= this.deadline(call);
        const sent = this.once(call, token, tries);
        // Only a `once` call must be kept until its answer: other calls can be repeated, or nobody waits for their
        // result any more.
        return call.operation.repeat === "once" ? this.interruption.keep(sent) : sent;
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
        this.log.wait(`waiting ${Math.ceil(ms / 1000)} s before the next attempt. ${problem}`);
      }
      await this.interruption.wait(this.clock.sleep(ms));
    }
  }

  /** The time after which no repetition of the call begins. */
  private deadline(call: Request): number {
    const total = this.settings.totalMs + (call.timeoutMs ?? 0) + uploadMs(call);
    return Math.min(this.clock.now() + total, stepDeadline() ?? Infinity);
  }

  /** The time limit of one request. A request ends with its step at the latest. */
  private timeoutMs(call: Request): number {
    const left = (stepDeadline() ?? Infinity) - this.clock.now();
    if (left <= 0)
      throw new Error("The time that customTimeouts give the resource is over, and the next call was not made.");
    return Math.min((call.timeoutMs ?? this.settings.timeoutMs) + uploadMs(call), left);
  }

  private async once<T>(
    call: Call<T>,
    token: string,
    attempt: number,
  ): Promise<{ outcome: Success<T> | Failure; begun: number }> {
    const begun = this.clock.now();
    const outcome = await this.exchanged(call, token);
    if (CALLS.hasSubscribers) {
      const { method } = call.operation;
      const ended = this.clock.now();
      CALLS.publish({ method, route: routeOf(call.path), attempt, begun, ended, ...outcomeOf(outcome) });
    }
    return { outcome, begun };
  }

  private async exchanged<T>(call: Call<T>, token: string): Promise<Success<T> | Failure> {
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
    if (answer.kind !== "answer") return answer;
    const outcome = readEnvelope(answer, token, call.isCodeless);
    this.isCloud ||= answer.headers.has(CLOUD_LOG_ID);
    if ("date" in outcome && outcome.date) this.serverAhead = outcome.date.getTime() - this.clock.now();
    return outcome.kind === "ok" ? this.read(call, outcome) : outcome;
  }

  private read<T>({ operation, subject, answer }: Call<T>, success: Success): Success<T> | Failure {
    const reading = read(answer, success.data);
    if ("odd" in reading) return unreadable(success.logId, reading.odd);
    for (const { field, from } of reading.leftOut) {
      const key = `${operation.permission} ${field}`;
      if (this.leftOut.has(key)) continue;
      this.leftOut.add(key);
      this.log.once(`Coze's answer (${operation.name} ${subject}) has an unusable ${field}; its ${from} is left out`);
    }
    return { ...success, data: reading.data };
  }

  private verdict(call: Request, failure: Failure): Verdict {
    const made = this.fresh.get(call.target ?? call.within ?? "");
    const isFresh = made !== undefined && this.clock.now() - made < NOT_YET_KNOWN_MS;
    return decide(call.operation.repeat, failure, isFresh);
  }

  private error(call: Request, failure: Failure, verdict: Verdict, begun: number): CozeApiError {
    const { operation, subject } = call;
    const next = {
      step: advise(operation, failure, this.authenticator.source, this.settings.baseUrl),
      retryable: verdict !== "stop" && verdict !== "renew",
    };
    if (verdict !== "look") return new CozeApiError(operation, subject, failure, next);
    return new LostAnswerError(operation, subject, failure, next, begun);
  }
}

function uploadMs({ bytes = 0 }: Request): number {
  return Math.floor(bytes / BYTES_A_SECOND) * 1000;
}
