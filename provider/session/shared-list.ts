import type { SharedReads } from "./shared-reads";

/**
 * A list that one listing reads for all resources that look for something in it. It is kept until `forget`, so it may be
 * older than what it is asked about.
 */
export class SharedList<T extends { readonly id: string }> {
  constructor(
    private readonly shared: SharedReads,
    /** What the list is of: unique in the process. */
    private readonly key: string,
    private readonly read: () => Promise<readonly T[]>,
  ) {}

  async find(id: string): Promise<T | undefined> {
    return (await this.items()).find((item) => item.id === id);
  }

  /** The items that match. An older list in which nothing does is read again. */
  async filter(matches: (item: T) => boolean): Promise<T[]> {
    const isOlder = this.shared.known(this.key) !== undefined;
    const matching = (await this.items()).filter(matches);
    if (!isOlder || matching.length > 0) return matching;
    this.forget();
    return (await this.items()).filter(matches);
  }

  /**
   * Whether the list has the item. `certain` is the answer that must not rest on an older list: the list is read again
   * where an older one gives it.
   */
  async isThere(id: string, { certain }: { readonly certain: "presence" | "absence" }): Promise<boolean> {
    const isOlder = this.shared.known(this.key) !== undefined;
    const isListed = (await this.find(id)) !== undefined;
    if (!isOlder || isListed !== (certain === "presence")) return isListed;
    this.forget();
    return (await this.find(id)) !== undefined;
  }

  private items(): Promise<readonly T[]> {
    return this.shared.get(this.key, this.read);
  }

  /** The list is read again when it is needed next: it has other items now, or the same ones look different. */
  forget(): void {
    this.shared.forget(this.key);
  }
}
