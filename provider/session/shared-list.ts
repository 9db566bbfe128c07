/** Answers of Coze that many resources of a process need: each is read once, until `forget`. */
export class SharedReads {
  private readonly answers = new Map<string, Promise<unknown>>();

  get<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.known<T>(key);
    if (known) return known;
    const asked = read();
    this.answers.set(key, asked);
    // A failure is not kept.
    asked.catch(() => {
      if (this.answers.get(key) === asked) this.answers.delete(key);
    });
    return asked;
  }

  /** The answer, if it is already read or on its way. */
  known<T>(key: string): Promise<T> | undefined {
    return this.answers.get(key) as Promise<T> | undefined;
  }

  forget(key: string): void {
    this.answers.delete(key);
  }

  clear(): void {
    this.answers.clear();
  }
}

/** The most reads of a list until it stays the same. */
const MAX_LISTS = 3;

/**
 * A list that is read once for all resources that need it. It is kept until `forget`, so it may be older than the
 * object that is looked up.
 */
export class SharedList<T extends { readonly id: string }> {
  constructor(
    private readonly shared: SharedReads,
    /** The name of the list, unique in the process. */
    private readonly key: string,
    private readonly read: () => Promise<readonly T[]>,
  ) {}

  async find(id: string): Promise<T | undefined> {
    return (await this.items()).find((item) => item.id === id);
  }

  /** The items that match. A list that was read earlier is read again if nothing in it matches. */
  async filter(matches: (item: T) => boolean): Promise<T[]> {
    const isOlder = this.shared.known(this.key) !== undefined;
    const matching = (await this.items()).filter(matches);
    if (!isOlder || matching.length > 0) return matching;
    this.forget();
    return (await this.items()).filter(matches);
  }

  /**
   * Whether the list has the item. `certain` is the answer that must come from a fresh list: if an older list gives it,
   * the list is read again.
   */
  async isThere(id: string, { certain }: { readonly certain: "presence" | "absence" }): Promise<boolean> {
    const isOlder = this.shared.known(this.key) !== undefined;
    const isListed = (await this.find(id)) !== undefined;
    if (!isOlder || isListed !== (certain === "presence")) return isListed;
    this.forget();
    return (await this.find(id)) !== undefined;
  }

  /**
   * The item, or `undefined` if it is certainly gone: two equal lists lack it, with `wait` between them. The second
   * list is read once for all items that the first one lacks.
   */
  async findOrGone(id: string, wait: () => Promise<void>): Promise<T | undefined> {
    const found = await this.find(id);
    if (found) return found;
    const settled = await this.shared.get(this.settledKey, () => this.settle(wait));
    return settled.find((item) => item.id === id);
  }

  private async settle(wait: () => Promise<void>): Promise<readonly T[]> {
    let before = await this.items();
    for (let reads = 0; reads < MAX_LISTS; reads++) {
      await wait();
      this.shared.forget(this.key);
      const after = await this.items();
      if (hasSameIds(before, after)) return after;
      before = after;
    }
    throw new Error(`The list of ${this.key} is another one at each look. Run the same command later.`);
  }

  private items(): Promise<readonly T[]> {
    return this.shared.get(this.key, this.read);
  }

  private get settledKey(): string {
    return `${this.key}, settled`;
  }

  /** Drops the list, since its items have changed: the next look reads it again. */
  forget(): void {
    this.shared.forget(this.key);
    this.shared.forget(this.settledKey);
  }
}

function hasSameIds(a: readonly { readonly id: string }[], b: readonly { readonly id: string }[]): boolean {
  const ids = new Set(a.map(({ id }) => id));
  return ids.size === b.length && b.every(({ id }) => ids.has(id));
}
