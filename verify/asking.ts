import { codeOf, type Exchange, type Question as Call } from "../provider/client/probe";

/** The source of the answers: the account, or a recording. */
export interface Asker {
  ask(call: Call): Promise<Exchange>;
  /** Begins a question, which the next calls belong to. `undefined`: they belong to no question. */
  begin(questionId: string | undefined): void;
  /** Waits. A recording returns at once. */
  sleep(ms: number): Promise<void>;
  now(): number;
}

const BUSY = new Set([4009, 4013, 4020]);
const BUSY_TRIES = 3;
const SURE_TRIES = 4;
const LONGEST_PAUSE_MS = 20_000;
/** The time that Coze has to make a publish readable. */
export const READABLE_WITHIN_MS = 20_000;

/** The workspace that the questions are asked in. A call whose answer says nothing about Coze is repeated. */
export class Workspace {
  constructor(
    private readonly asker: Asker,
    readonly spaceId: string,
  ) {}

  begin(questionId: string | undefined): void {
    this.asker.begin(questionId);
  }

  now(): number {
    return this.asker.now();
  }

  /** Makes one call. If Coze is too busy, up to two more. */
  async ask(call: Call): Promise<Exchange> {
    for (let tries = 1; ; tries++) {
      const exchange = await this.asker.ask(call);
      const { outcome } = exchange;
      const isBusy = outcome.kind === "answered" && (outcome.status === 429 || BUSY.has(outcome.code ?? 0));
      if (!isBusy || tries === BUSY_TRIES) return exchange;
      await this.asker.sleep(Math.min(LONGEST_PAUSE_MS, outcome.retryAfterMs ?? 1_000 * 2 ** tries));
    }
  }

  /** Makes one call, whatever its outcome is. */
  once(call: Call): Promise<Exchange> {
    return this.asker.ask(call);
  }

  /** Repeats a call after a lost answer or an error of the server. */
  async surely(ask: () => Promise<Exchange>): Promise<Exchange> {
    for (let tries = 1; ; tries++) {
      const exchange = await ask();
      const { outcome, status = 0 } = exchange;
      const isPassing = outcome.kind === "lost" || outcome.kind === "refused" || status >= 500;
      if (!isPassing || tries === SURE_TRIES) return exchange;
      await this.asker.sleep(500 * 2 ** tries);
    }
  }

  /** Repeats a read until it succeeds or `READABLE_WITHIN_MS` is over. Returns the last answer. */
  untilSeen(read: () => Promise<Exchange>): Promise<Exchange> {
    return this.until(read, (seen) => codeOf(seen) === 0, READABLE_WITHIN_MS);
  }

  /** Repeats a look until its answer is as wanted or the time is over. Returns the last answer. */
  async until(
    look: () => Promise<Exchange>,
    isAsWanted: (seen: Exchange) => boolean,
    limitMs: number,
  ): Promise<Exchange> {
    const begun = this.now();
    for (;;) {
      const seen = await look();
      if (isAsWanted(seen) || this.now() - begun > limitMs) return seen;
      await this.asker.sleep(2_000);
    }
  }

  /** Lists the bots of the workspace. */
  list(query: Record<string, string | number>): Promise<Exchange> {
    return this.ask({ method: "GET", path: "/v1/bots", query: { workspace_id: this.spaceId, ...query } });
  }
}
