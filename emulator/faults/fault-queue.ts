import type { Call } from "../events";
import type { Events } from "../events";
import { isFirstPage, isList, listOf } from "./lists";
import { parseFault, type ArmedFault, type FaultKind, type FaultSpec } from "./fault";

/** How many used-up faults `faults` still lists. */
const KEPT = 50;

/** A queued fault. */
export interface FaultHandle {
  readonly id: number;
  /** How many calls it was applied to. */
  readonly hits: number;
  remove(): void;
}

/** A fault as `faults` lists it. */
export interface FaultView {
  readonly id: number;
  readonly fault: ArmedFault;
  readonly hits: number;
  /** False once it is used up. */
  readonly armed: boolean;
}

interface Queued {
  fault: ArmedFault;
  handle: { id: number; hits: number; remove(): void };
  seen: number;
}

export class FaultQueue {
  private queue: Queued[] = [];
  private spent: Queued[] = [];
  private lastId = 0;
  /** By list: the fault that its first page was read under. */
  private readonly lists = new Map<string, FaultKind>();

  constructor(private readonly context: { readonly events: Events }) {}

  add(spec: FaultSpec): FaultHandle {
    const fault = parseFault(spec);
    const id = ++this.lastId;
    const handle = { id, hits: 0, remove: () => this.remove(id) };
    this.queue.push({ fault, handle, seen: 0 });
    this.context.events.changed("fault", "armed", String(id));
    return handle;
  }

  remove(id: number): void {
    this.queue = this.queue.filter((queued) => queued.handle.id !== id);
    this.context.events.changed("fault", "removed", String(id));
  }

  /** Removes all faults, also the used-up ones. */
  clear(): void {
    this.queue = [];
    this.spent = [];
    this.lists.clear();
    this.context.events.changed("fault", "cleared");
  }

  /** The armed faults and the last used-up ones, oldest first. */
  list(): FaultView[] {
    const view = (armed: boolean) => (queued: Queued) => {
      return { id: queued.handle.id, fault: queued.fault, hits: queued.handle.hits, armed };
    };
    return [...this.spent.map(view(false)), ...this.queue.map(view(true))].sort((a, b) => a.id - b.id);
  }

  /**
   * The fault for this call: the oldest one that is due. Another one that is due waits for the next call. The fault of
   * a list applies to all its pages, and counts once.
   */
  take(call: Call): FaultKind | undefined {
    if (!isList(call)) return this.due(call);
    const list = listOf(call);
    if (isFirstPage(call)) this.lists.delete(list);
    const kind = this.due(call) ?? this.lists.get(list);
    if (kind && "list" in kind) this.lists.set(list, kind);
    return kind;
  }

  private due(call: Call): FaultKind | undefined {
    let taken: FaultKind | undefined;
    for (const queued of this.queue.filter(({ fault }) => matches(fault, call))) {
      const due = isDue(queued, call);
      if (due && taken) continue;
      queued.seen += 1;
      if (!due) continue;
      taken = queued.fault.kind;
      this.hit(queued);
    }
    return taken;
  }

  private hit(queued: Queued): void {
    queued.handle.hits += 1;
    if (queued.handle.hits >= times(queued.fault)) {
      this.queue = this.queue.filter((other) => other !== queued);
      this.spent = [...this.spent, queued].slice(-KEPT);
    }
    this.context.events.changed("fault", "fired", String(queued.handle.id));
  }
}

function times({ times = 1 }: ArmedFault): number {
  return times === "infinity" ? Infinity : times;
}

function isDue({ fault, seen }: Queued, call: Call): boolean {
  return fault.callIndex === undefined ? seen + 1 >= (fault.nth ?? 1) : call.index >= fault.callIndex;
}

function matches({ route, botId, kind }: ArmedFault, call: Call): boolean {
  if ("list" in kind && !(isList(call) && isFirstPage(call))) return false;
  if (route !== undefined && route !== call.route) return false;
  return botId === undefined || botIdsOf(call).includes(botId);
}

function botIdsOf({ path, query, body }: Call): unknown[] {
  const inBody = typeof body === "object" && body !== null && "bot_id" in body ? body.bot_id : undefined;
  return [/^\/v1\/bots\/([^/]+)/.exec(path)?.[1], query.bot_id, inBody];
}
