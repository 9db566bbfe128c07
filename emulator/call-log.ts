/** One API call as the server saw it. The Authorization header is never kept. */
export interface Call {
  /** 0-based, since the log was last cleared. */
  index: number;
  method: string;
  path: string;
  /** The pattern that the call matched, "GET /v1/bots/:bot_id"; method and path where none did. */
  route: string;
  query: Record<string, string>;
  /** The parsed JSON body. */
  body?: unknown;
  /** HTTP status that was sent; 0 while there is none, or where none was ever sent. */
  status: number;
  /** The `code` that was sent. */
  code?: number;
  /** Milliseconds, by the real clock. */
  at: number;
  /** When the answer was ready or the connection gone; absent while the call is in progress. */
  endedAt?: number;
  /** False where a fault or the rate limiter answered instead of the API. */
  handled: boolean;
  /** The fault that was applied, for instance "reset:after". */
  fault?: string;
}

export class CallLog {
  private entries: Call[] = [];

  open(call: Pick<Call, "method" | "path" | "route" | "query" | "body">): Call {
    const entry: Call = { index: this.entries.length, ...call, status: 0, at: Date.now(), handled: false };
    this.entries.push(entry);
    return entry;
  }

  /** A copy: later calls don't change it. */
  list(): Call[] {
    return this.entries.map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.entries = [];
  }
}
