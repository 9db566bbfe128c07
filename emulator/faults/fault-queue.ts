import type { Call } from "../call-log";
import { faultSpec, type FaultKind, type FaultSpec } from "./fault";

/** A queued fault. */
export interface FaultHandle {
  readonly id: number;
  /** How many calls it was applied to. */
  readonly hits: number;
  remove(): void;
}

interface Queued {
  spec: FaultSpec;
  handle: { id: number; hits: number; remove(): void };
  seen: number;
}

export class FaultQueue {
  private queue: Queued[] = [];
  private lastId = 0;

  add(spec: FaultSpec): FaultHandle {
    const id = ++this.lastId;
    const handle = { id, hits: 0, remove: () => this.remove(id) };
    this.queue.push({ spec: faultSpec.parse(spec), handle, seen: 0 });
    return handle;
  }

  remove(id: number): void {
    this.queue = this.queue.filter((queued) => queued.handle.id !== id);
  }

  clear(): void {
    this.queue = [];
  }

  /** The fault for this call: one at most, the oldest; another one that was due waits for its next call. */
  take(call: Call): FaultKind | undefined {
    let taken: FaultKind | undefined;
    for (const queued of this.queue.filter(({ spec }) => matches(spec, call))) {
      const due = isDue(queued, call);
      if (due && taken) continue;
      queued.seen += 1;
      if (!due) continue;
      taken = queued.spec.kind;
      queued.handle.hits += 1;
      if (queued.handle.hits >= times(queued.spec)) this.remove(queued.handle.id);
    }
    return taken;
  }
}

function times({ times = 1 }: FaultSpec): number {
  return times === "infinity" ? Infinity : times;
}

function isDue({ spec, seen }: Queued, call: Call): boolean {
  return spec.callIndex === undefined ? seen + 1 >= (spec.nth ?? 1) : call.index >= spec.callIndex;
}

function matches({ route, botId }: FaultSpec, call: Call): boolean {
  if (route !== undefined && route !== call.route) return false;
  return botId === undefined || botIdsOf(call).includes(botId);
}

function botIdsOf({ path, query, body }: Call): unknown[] {
  const inBody = typeof body === "object" && body !== null && "bot_id" in body ? body.bot_id : undefined;
  return [/^\/v1\/bots\/([^/]+)/.exec(path)?.[1], query.bot_id, inBody];
}
