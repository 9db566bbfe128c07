import { EventEmitter } from "node:events";

/** One API call as the server saw it. The Authorization header is never kept. */
export interface Call {
  /** 0-based, since the log was last cleared. */
  index: number;
  method: string;
  path: string;
  /** The pattern that the call matched, such as "GET /v1/bots/:bot_id". Method and path if it matched none. */
  route: string;
  query: Record<string, string>;
  /** The parsed JSON body. */
  body?: unknown;
  /** The HTTP status of the answer. 0 before the answer, and for a call that never gets one. */
  status: number;
  /** The `code` of the answer. */
  code?: number;
  /** Milliseconds, by the clock without its skew. */
  at: number;
  /** When the answer was ready or the connection gone. Absent while the call is in progress. */
  endedAt?: number;
  /** False if a fault or the rate limiter answered instead of the API. */
  handled: boolean;
  /** The name of the fault that was applied, such as "reset:after". */
  fault?: string;
  /** The user of the token, and the token's last four characters. */
  caller?: { userId: string; token: string };
  /** The body of the answer, without access tokens. Only the beginning of a long one. */
  answer?: string;
}

/** A change of the platform, by a call or in the console. */
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
  /** A call has begun. It has no answer yet. */
  begin: [Call];
  /** A call has ended. */
  call: [Call];
  change: [Change];
}

export type EventName = keyof EventMap;
export type Listener<E extends EventName> = (...args: EventMap[E]) => void;

/** An event for each call and each change. */
export class Events {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  /** Adds a listener. The returned function removes it. */
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
