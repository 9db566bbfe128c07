import type { Clock } from "./context";
import type { Call, Events } from "./events";

const DEFAULT_LOG_SIZE = 10_000;
const LONGEST_ANSWER = 32_768;

/** The newest calls, in a ring, so that the memory is bounded. */
export class CallLog {
  private entries: Call[] = [];
  /** The oldest entry, once the ring is full. */
  private start = 0;
  private count = 0;

  constructor(
    private readonly context: { readonly clock: Clock; readonly events: Events },
    private readonly size = DEFAULT_LOG_SIZE,
  ) {}

  open(call: Pick<Call, "method" | "path" | "route" | "query" | "body">): Call {
    const entry: Call = { index: this.count++, ...call, status: 0, at: this.context.clock.now(), handled: false };
    if (this.entries.length < this.size) this.entries.push(entry);
    else {
      this.entries[this.start] = entry;
      this.start = (this.start + 1) % this.size;
    }
    this.context.events.emit("begin", entry);
    return entry;
  }

  /** The call is over. `answer` is absent if none was sent. */
  close(call: Call, answer?: { status: number; code?: number; body?: string }): void {
    call.endedAt = this.context.clock.now();
    if (answer) {
      call.status = answer.status;
      call.code = answer.code;
      if (answer.body !== undefined) call.answer = masked(answer.body).slice(0, LONGEST_ANSWER);
    }
    this.context.events.emit("call", { ...call });
  }

  /** Oldest first. It is a copy: later calls do not change it. */
  list(): Call[] {
    return [...this.entries.slice(this.start), ...this.entries.slice(0, this.start)].map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.entries = [];
    this.start = 0;
    this.count = 0;
    this.context.events.changed("calls", "cleared");
  }
}

function masked(body: string): string {
  return body.replace(/("access_token":")[^"]+(\w{4}")/g, "$1…$2");
}
