import { AsyncLocalStorage } from "node:async_hooks";
import { plainHttpNotice } from "../client/address";
import { CozeApi } from "../client/api";
import { Authenticator } from "../client/auth/authenticator";
import { Caller } from "../client/http/call";
import { realClock, type Clock, Interruption } from "../client/http/clock";
import { findSources } from "../client/auth/credentials";
import { Locks } from "../values/locks";
import { copyConfig, resolveSettings, type RawConfig, type Settings } from "../client/settings";
import { asLines, type LogEntry, type LogSink, type Subject } from "./log";
import { withoutTokens } from "../values/tokens";
import { Facts } from "./facts";
import { Registry } from "./registry";
import { claimsOfRun, type RunClaims } from "./run-claims";
import { SharedReads } from "./shared-list";

interface Connection {
  readonly api: CozeApi;
  readonly authenticator: Authenticator;
}

const WAIT_LINES_MS = 5_000;

export interface SessionOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly log?: LogSink;
  readonly write?: (line: string) => void;
  readonly clock?: Clock;
  /** Default: the claims of the run whose engine started this process. */
  readonly claims?: RunClaims;
}

/**
 * The parts that the resources of one provider process share. Each part starts with the first operation that needs it,
 * since the host runs operations before `configure` has returned.
 */
export class Session {
  registry: Registry;
  facts: Facts;
  readonly locks = new Locks();
  /** The time of this process's last write to each bot's draft, by the server's clock. */
  readonly written = new Map<string, number>();
  /** The documents that this process has deleted: Coze may still list them. */
  readonly deletedDocuments = new Set<string>();
  readonly shared = new SharedReads();
  readonly clock: Clock;
  private readonly interruption = new Interruption();
  /** Static: Node propagates every AsyncLocalStorage ever created through every promise. */
  private static readonly subject = new AsyncLocalStorage<Subject>();
  readonly env: NodeJS.ProcessEnv;
  private readonly sink: LogSink;
  private readonly claims: RunClaims;
  private config: RawConfig = {};
  private checked: Settings | undefined;
  private connection: Connection | undefined;
  private lastWait = -Infinity;

  /** Messages go to `log`; without it, as lines to `write`; without both, as lines to the standard error. */
  constructor(options: SessionOptions = {}) {
    this.env = options.env ?? process.env;
    this.sink = options.log ?? asLines(options.write ?? ((line) => console.error(line)));
    this.clock = options.clock ?? realClock;
    this.claims = options.claims ?? claimsOfRun();
    this.registry = new Registry(this.claims);
    this.facts = new Facts(this.claims);
  }

  /**
   * Copies the values at once. The host configures each kind of resource with the same values, so equal values keep the
   * shared parts.
   */
  configure(get: (key: string) => string | undefined): void {
    const config = copyConfig(get);
    if (JSON.stringify(config) === JSON.stringify(this.config)) return;
    this.config = config;
    this.checked = undefined;
    this.connection = undefined;
    this.shared.clear();
  }

  /** Begins another run in the same process: an engine can attach to a running provider. */
  begin(): void {
    this.registry = new Registry(this.claims);
    this.facts = new Facts(this.claims);
    this.checked = undefined;
    this.written.clear();
    this.deletedDocuments.clear();
    this.shared.clear();
  }

  settings(): Settings {
    if (this.checked === undefined) {
      this.checked = resolveSettings(this.config, this.env);
      const notice = plainHttpNotice(this.checked);
      if (notice !== undefined) this.sink({ severity: "info", message: notice });
    }
    return this.checked;
  }

  api(): CozeApi {
    return this.connect().api;
  }

  /** The source of the token, for messages. */
  tokenSource(): string {
    return this.connect().authenticator.source;
  }

  /**
   * Runs a step whose log lines name its resource. From the first use on, Node.js 20 and 22 track every promise of the
   * process. So checks and diffs, which rarely log, do not use it.
   */
  during<T>(subject: Subject, step: () => Promise<T>): Promise<T> {
    return Session.subject.run(subject, step);
  }

  /** Logs a message for the user about the resource of the running step. `id` is the resource's id on Coze. */
  log(message: string, id?: string): void {
    this.report("info", message, id);
  }

  /** Logs a message that the user should act on. */
  warn(message: string, id?: string): void {
    this.report("warning", message, id);
  }

  private report(severity: LogEntry["severity"], message: string, id: string | undefined): void {
    this.sink({ severity, message: withoutTokens(message), id, ...Session.subject.getStore() });
  }

  /** Logs a line about a wait: at most one in five seconds, for any number of waiting resources. */
  logWait(message: string, id?: string): void {
    if (this.clock.now() - this.lastWait < WAIT_LINES_MS) return;
    this.lastWait = this.clock.now();
    this.log(message, id);
  }

  /** Ends all waits for a turn, a pause or a token. Later calls of this process do not wait, either. */
  cancel(): void {
    this.interruption.cancel();
  }

  /** Ends all waits for good. Then waits for the requests that must finish, each at most for its time limit. */
  async end(): Promise<void> {
    this.cancel();
    await this.interruption.uncut();
  }

  /** A pause that ends early if the run is cancelled. */
  pause(ms: number): Promise<void> {
    return this.interruption.wait(this.clock.sleep(ms));
  }

  private connect(): Connection {
    return (this.connection ??= this.makeConnection());
  }

  private makeConnection(): Connection {
    const settings = this.settings();
    const notify = (line: string): void => this.log(line);
    const log = { once: notify, wait: (line: string): void => this.logWait(line) };
    const sources = findSources(this.config, this.env);
    const authenticator = new Authenticator(sources, { ...settings, clock: this.clock, notify });
    return {
      api: new CozeApi(new Caller(settings, authenticator, this.clock, log, this.interruption)),
      authenticator,
    };
  }
}
