import { codeOf, type Exchange, type Question } from "../provider/client/probe";
import { botName } from "./leftovers";
import { NotRun, needed, Refused } from "./reading";

/** Where the answers come from: the account, or a recording. */
export interface Asker {
  ask(question: Question): Promise<Exchange>;
  /** The next calls are those of a reading, or of none. */
  begin(readingId: string | undefined): void;
  /** Waits; a recording does not. */
  sleep(ms: number): Promise<void>;
  now(): number;
}

const BUSY = new Set([4009, 4013, 4020]);
const BUSY_TRIES = 3;
const SURE_TRIES = 4;
const LONGEST_PAUSE_MS = 20_000;
/** The time that Coze has to make a publish readable. */
export const READABLE_WITHIN_MS = 20_000;

export interface LabOptions {
  readonly spaceId: string;
  readonly userId: string;
  readonly runId: string;
  readonly write: boolean;
}

/** What the readings of one run share: the workspace, and the one bot that they work on. */
export class Lab {
  readonly spaceId: string;
  readonly userId: string;
  readonly runId: string;
  readonly write: boolean;
  private made: string | undefined;
  private interrupted = false;

  constructor(
    private readonly asker: Asker,
    { spaceId, userId, runId, write }: LabOptions,
  ) {
    this.spaceId = spaceId;
    this.userId = userId;
    this.runId = runId;
    this.write = write;
  }

  /** The name of the run's bot. */
  get botName(): string {
    return botName("verify", this.runId, this.spaceId);
  }

  /** The id of the run's bot, which the first reading that writes makes. */
  get botId(): string {
    if (this.made === undefined) throw new NotRun("the run's bot could not be made");
    return this.made;
  }

  /** Notes the run's bot. */
  adopt(id: string): void {
    this.made = id;
  }

  /** The next calls are those of this reading. */
  begin(readingId: string | undefined): void {
    this.asker.begin(readingId);
  }

  /** No further reading is begun. */
  interrupt(): void {
    this.interrupted = true;
  }

  get isInterrupted(): boolean {
    return this.interrupted;
  }

  now(): number {
    return this.asker.now();
  }

  sleep(ms: number): Promise<void> {
    return this.asker.sleep(ms);
  }

  /** One call; where Coze is too busy for it, up to two more. */
  async ask(question: Question): Promise<Exchange> {
    for (let tries = 1; ; tries++) {
      const exchange = await this.asker.ask(question);
      const { outcome } = exchange;
      const isBusy = outcome.kind === "answered" && (outcome.status === 429 || BUSY.has(outcome.code ?? 0));
      if (!isBusy || tries === BUSY_TRIES) return exchange;
      await this.asker.sleep(Math.min(LONGEST_PAUSE_MS, outcome.retryAfterMs ?? 1_000 * 2 ** tries));
    }
  }

  /** Repeats a call after a lost answer or an error of the server. */
  async surely(call: () => Promise<Exchange>): Promise<Exchange> {
    for (let tries = 1; ; tries++) {
      const exchange = await call();
      const { outcome, status = 0 } = exchange;
      const isPassing = outcome.kind === "lost" || outcome.kind === "refused" || status >= 500;
      if (!isPassing || tries === SURE_TRIES) return exchange;
      await this.asker.sleep(500 * 2 ** tries);
    }
  }

  /** One call, and its outcome. */
  once(question: Question): Promise<Exchange> {
    return this.asker.ask(question);
  }

  list(query: Record<string, string | number>): Promise<Exchange> {
    return this.ask({ method: "GET", path: "/v1/bots", query: { workspace_id: this.spaceId, ...query } });
  }

  /** Reads the run's bot: the draft, or what is live on the API channel. */
  read(published: "true" | "false" | undefined, id = this.botId): Promise<Exchange> {
    return this.ask({ method: "GET", path: `/v1/bots/${id}`, query: { is_published: published } });
  }

  /** Reads what is live of a bot on a channel that the call names. */
  readOn(connectorId: string, id = this.botId): Promise<Exchange> {
    const query = { is_published: "true", connector_id: connectorId };
    return this.ask({ method: "GET", path: `/v1/bots/${id}`, query });
  }

  update(body: Readonly<Record<string, unknown>>, id = this.botId): Promise<Exchange> {
    return this.ask({ method: "POST", path: "/v1/bot/update", body: { bot_id: id, ...body } });
  }

  publish(connectorIds: readonly string[]): Promise<Exchange> {
    return this.ask({
      method: "POST",
      path: "/v1/bot/publish",
      body: { bot_id: this.botId, connector_ids: connectorIds },
    });
  }

  unpublish(connectorId: string, id = this.botId): Promise<Exchange> {
    return this.ask({ method: "POST", path: `/v1/bots/${id}/unpublish`, body: { connector_id: connectorId } });
  }

  /** The draft after an update that has to succeed. */
  async draftAfter(body: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const updated = await this.update(body);
    if (codeOf(updated) !== 0) throw new Refused(updated);
    return needed(await this.read("false"));
  }

  /** The answer to a read that is repeated until it succeeds or `READABLE_WITHIN_MS` is over. */
  untilSeen(read: () => Promise<Exchange>): Promise<Exchange> {
    return this.until(read, (seen) => codeOf(seen) === 0, READABLE_WITHIN_MS);
  }

  /** The answer to a look that is repeated until it is as wanted or the time is over. */
  async until(
    look: () => Promise<Exchange>,
    isAsWanted: (seen: Exchange) => boolean,
    limitMs: number,
  ): Promise<Exchange> {
    const begun = this.now();
    for (;;) {
      const seen = await look();
      if (isAsWanted(seen) || this.now() - begun > limitMs) return seen;
      await this.sleep(2_000);
    }
  }
}
