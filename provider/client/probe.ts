import { plainHttpNotice } from "./address";
import { Authenticator } from "./auth/authenticator";
import { findSources } from "./auth/credentials";
import { realClock } from "./http/clock";
import { readEnvelope, type Failure, type Success } from "./http/envelope";
import type { Operation } from "./http/operation";
import { exchange } from "./http/transport";
import { resolveSettings, type RawConfig, type Settings } from "./settings";

/** A single call. Every answer to it counts, also a refusal. */
export interface Question {
  readonly method: Operation["method"];
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The token to send in place of the account's token. */
  readonly token?: string;
}

/** A call and its outcome. */
export interface Exchange {
  readonly question: Question;
  readonly outcome: Success | Failure;
  readonly status: number | undefined;
  /** The body as it came; `undefined` if none came. */
  readonly text: string | undefined;
  /** The local time at which the call was sent. */
  readonly sentAt: number;
}

/**
 * Sends single calls and counts them. Unlike the resources' client, the probe repeats nothing and returns every answer,
 * since a refusal is an answer, too.
 */
export class Probe {
  readonly exchanges: Exchange[] = [];

  private constructor(
    readonly settings: Settings,
    private readonly authenticator: Authenticator,
  ) {}

  /**
   * Opens a probe with the account of the environment or of a stack's configuration. Fails if the settings or
   * credentials are not usable.
   */
  static open(env: NodeJS.ProcessEnv, notify: (line: string) => void, config: RawConfig = {}): Probe {
    const settings = resolveSettings(config, env);
    const authenticator = new Authenticator(findSources(config, env), { ...settings, clock: realClock, notify });
    const notice = plainHttpNotice(settings);
    if (notice !== undefined) notify(notice);
    return new Probe(settings, authenticator);
  }

  get calls(): number {
    return this.exchanges.length;
  }

  /** The source of the token, for messages. */
  get source(): string {
    return this.authenticator.source;
  }

  /** Whether an OAuth app gives the token. */
  get usesApp(): boolean {
    return this.authenticator.usesApp;
  }

  async ask(question: Question): Promise<Exchange> {
    const token = question.token ?? (await this.authenticator.token());
    const sentAt = realClock.now();
    const answer = await exchange({
      method: question.method,
      url: this.settings.baseUrl + question.path,
      token,
      ...(question.query ? { query: question.query } : {}),
      ...(question.headers ? { headers: question.headers } : {}),
      ...(question.body === undefined ? {} : { body: question.body }),
      timeoutMs: this.settings.timeoutMs,
    });
    const isAnswer = answer.kind === "answer";
    const outcome = isAnswer ? readEnvelope(answer, token) : answer;
    const status = isAnswer ? answer.status : undefined;
    const made = { question, outcome, status, text: isAnswer ? answer.text : undefined, sentAt };
    this.exchanges.push(made);
    return made;
  }
}

/** Coze's code of an answer: 0 for a success, `undefined` if no answer of Coze came. */
export function codeOf({ outcome }: Exchange): number | undefined {
  if (outcome.kind === "ok") return 0;
  return outcome.kind === "answered" ? outcome.code : undefined;
}

/** The data of a successful answer. */
export function dataOf({ outcome }: Exchange): Readonly<Record<string, unknown>> {
  const data = outcome.kind === "ok" ? outcome.data : undefined;
  return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
}

/** The outcome of a call, in words. */
export function describe({ outcome, status }: Exchange): string {
  switch (outcome.kind) {
    case "ok":
      return "it succeeded";
    case "refused":
      return `no connection (${outcome.detail})`;
    case "lost":
      return `no answer that can be read (${outcome.detail})`;
    case "answered": {
      const words = outcome.msg ? ` "${outcome.msg}"` : "";
      const logId = outcome.logId ? `, log id ${outcome.logId}` : "";
      return `${outcome.code ?? "no code"}${words} (HTTP ${status ?? outcome.status})${logId}`;
    }
  }
}
