import type { Clock } from "../http/clock";
import type { Source } from "./credentials";
import { quotable, readJson, refusal } from "../http/envelope";
import { connection } from "../errors/advice";
import { decide, INTERNAL, REPEATS } from "../http/policy";
import * as z from "../http/schema";
import { assertion, TOKEN_PATH, tokenRequest, type JwtApp } from "./oauth";
import { LOGGED_MS } from "../http/limiter";
import { exchange } from "../http/transport";

/** A fetched token is renewed this long before it expires. */
const MARGIN_MS = 60_000;
const TRIES = 4;
/** Coze's code for its own failures, with any status. */
const INTERNAL_ERROR = "internal_error";

const granted = z.object({
  access_token: z.maybe(z.text()),
  expires_in: z.maybe(z.number),
  error_code: z.maybe(z.text()),
  error_message: z.maybe(z.text()),
});

interface Fetched {
  readonly token: string;
  readonly renewAt: number;
  /** Whether Coze rejected the token before this one. */
  readonly renewal: boolean;
}

/**
 * The access token. It is given, or it belongs to an OAuth app. The token of an app is fetched, kept, and renewed
 * before it expires.
 */
export class Authenticator {
  private readonly sources: [Source, ...Source[]];
  private fetched: Fetched | undefined;
  private fetching: Promise<Fetched> | undefined;

  constructor(
    sources: [Source, ...Source[]],
    private readonly options: {
      readonly baseUrl: string;
      readonly oauthAudience: string;
      readonly timeoutMs: number;
      readonly clock: Clock;
      readonly notify: (line: string) => void;
    },
  ) {
    this.sources = [...sources];
  }

  /** The source of the token, for messages. */
  get source(): string {
    return this.sources[0].name;
  }

  /** Whether an OAuth app gives the token. */
  get usesApp(): boolean {
    return "app" in this.sources[0];
  }

  async token(): Promise<string> {
    const [source] = this.sources;
    if ("token" in source) return source.token;
    if (this.fetched && this.fetched.renewAt > this.options.clock.now()) return this.fetched.token;
    return (await this.fetch(source.app, false)).token;
  }

  /**
   * Switches to another token after Coze has rejected one: a new token of the same app, or the environment's token.
   * `false` if there is none.
   */
  async another(rejected: string): Promise<boolean> {
    const [source, next] = this.sources;
    const current = "token" in source ? source.token : this.fetched?.token;
    if (current !== rejected) return true;
    if ("app" in source && !this.fetched?.renewal) {
      await this.fetch(source.app, true);
      return true;
    }
    if (!next || ("token" in next && next.token === rejected)) return false;
    this.options.notify(`the token from ${source.name} was rejected; the one from ${next.name} is used instead`);
    this.sources.shift();
    this.fetched = undefined;
    return true;
  }

  /** Fetches a token with one request for all calls that wait for it. */
  private async fetch(app: JwtApp, renewal: boolean): Promise<Fetched> {
    this.fetching ??= this.request(app, renewal).finally(() => (this.fetching = undefined));
    return (this.fetched = await this.fetching);
  }

  private async request(app: JwtApp, renewal: boolean): Promise<Fetched> {
    const { baseUrl, oauthAudience, timeoutMs, clock, notify } = this.options;
    let problem = "";
    let advice = "";
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) {
        const ms = 500 * 2 ** tries * clock.random();
        if (ms > LOGGED_MS) {
          const seconds = Math.ceil(ms / 1000);
          notify(`waiting ${seconds} s before the next request for an access token with ${this.source}: ${problem}`);
        }
        await clock.sleep(ms);
      }
      // An assertion is valid for one use, so each attempt signs a new one.
      const signed = await assertion(app, oauthAudience, clock.now());
      const answer = await exchange({
        method: "POST",
        url: baseUrl + TOKEN_PATH,
        token: signed,
        body: tokenRequest(),
        timeoutMs,
      });
      if (answer.kind !== "answer") {
        problem = answer.detail;
        advice = answer.kind === "refused" ? connection(answer.by, baseUrl) : "Run the same command again.";
        if (!REPEATS.has(decide("read", answer))) break;
        continue;
      }
      const reading = z.read(granted, readJson(answer.text));
      const body: z.Output<typeof granted> = "data" in reading ? reading.data : {};
      const { access_token: token, expires_in: expires, error_code: code, error_message: text } = body;
      if (token !== undefined && expires !== undefined) {
        // `expires_in` is a point in time by the server's clock, in seconds, not a duration.
        const server = Date.parse(answer.headers.get("date") ?? "") || clock.now();
        return { token, renewAt: clock.now() + (expires * 1000 - server) - MARGIN_MS, renewal };
      }
      const words = [code, text].filter((word) => word !== undefined);
      problem = quotable(["HTTP", answer.status, ...words].join(" "), signed);
      advice =
        `Check the app id, the key id and the private key, that coze:baseUrl (${baseUrl}) is the address of the region that the app ` +
        `belongs to, and coze:oauthAudience (${oauthAudience}).`;
      if (!REPEATS.has(decide("read", refusal(answer.status, code === INTERNAL_ERROR ? INTERNAL : undefined)))) break;
    }
    throw new Error(`No access token could be fetched with ${this.source} from ${baseUrl}: ${problem}. ${advice}`);
  }
}
