import { EventEmitter } from "node:events";

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
  /** Milliseconds, by the clock without its skew. */
  at: number;
  /** When the answer was ready or the connection gone; absent while the call is in progress. */
  endedAt?: number;
  /** False where a fault or the rate limiter answered instead of the API. */
  handled: boolean;
  /** The fault that was applied, for instance "reset:after". */
  fault?: string;
  /** Whose token it was; its last four characters only. */
  caller?: { userId: string; token: string };
  /** The body that was sent, without access tokens; its beginning where it is long. */
  answer?: string;
}

/** A change of the platform's content, by a call or in the console. */
export interface Change {
  readonly kind:
    | "bot"
    | "file"
    | "dataset"
    | "document"
    | "workflow"
    | "plugin"
    | "workspace"
    | "member"
    | "callback"
    | "token"
    | "script"
    | "conversation"
    | "fault"
    | "settings"
    | "calls"
    | "state";
  readonly action: string;
  readonly id?: string;
}

interface EventMap {
  /** A call that has begun; its answer is not known yet. */
  begin: [Call];
  /** A call that has ended. */
  call: [Call];
  change: [Change];
}

export type EventName = keyof EventMap;
export type Listener<E extends EventName> = (...args: EventMap[E]) => void;

/** An event for each call and each change. */
export class Events {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  /** Adds a listener; the result removes it. */
  on<E extends EventName>(event: E, listener: Listener<E>): () => void {
    this.emitter.on(event, listener as (...args: unknown[]) => void);
    return () => this.emitter.off(event, listener as (...args: unknown[]) => void);
  }

  emit<E extends EventName>(event: E, ...args: EventMap[E]): void {
    this.emitter.emit(event, ...args);
  }

  changed(kind: Change["kind"], action: string, id?: string): void {
    this.emit("change", id === undefined ? { kind, action } : { kind, action, id });
  }
}
