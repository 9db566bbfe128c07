import { EventEmitter } from "node:events";
import type { Call } from "./call-log";

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
