import type { Change, Events } from "./events";

/** The objects of one kind by id, oldest first. Each change is an event. */
export class Collection<T extends { readonly id: string }> {
  private items = new Map<string, T>();

  constructor(
    private readonly kind: Change["kind"],
    private readonly context: { readonly events: Events },
  ) {}

  get size(): number {
    return this.items.size;
  }

  add(item: T): T {
    return this.put(item, "created");
  }

  /** Replaces the object that has the same id. */
  replace(item: T): T {
    return this.put(item, "edited");
  }

  find(id: string): T | undefined {
    return this.items.get(id);
  }

  get(id: string): T {
    const item = this.items.get(id);
    if (!item) throw new Error(`the emulator has no ${this.kind} ${id}`);
    return item;
  }

  delete(id: string, action = "deleted"): void {
    this.get(id);
    this.items.delete(id);
    this.changed(id, action);
  }

  /** The objects themselves, not copies. */
  list(): T[] {
    return [...this.items.values()];
  }

  /** Copies of the objects, for callers outside the emulator. */
  copies(): T[] {
    return this.list().map((item) => ({ ...item }));
  }

  load(items: readonly T[]): void {
    this.items = new Map(items.map((item) => [item.id, item]));
  }

  /** Reports a change within an object. */
  changed(id: string, action: string): void {
    this.context.events.changed(this.kind, action, id);
  }

  private put(item: T, action: string): T {
    this.items.set(item.id, item);
    this.changed(item.id, action);
    return item;
  }
}
