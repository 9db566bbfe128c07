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

/**
 * A list that is read once for all resources that look something up in it. It is kept until `forget`, so it may be older than the object
 * that is looked up.
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

  /** The items that match. An older list in which nothing does is read again. */
  async filter(matches: (item: T) => boolean): Promise<T[]> {
    const isOlder = this.shared.known(this.key) !== undefined;
    const matching = (await this.items()).filter(matches);
    if (!isOlder || matching.length > 0) return matching;
    this.forget();
    return (await this.items()).filter(matches);
  }

  /**
   * Whether the list has the item. `certain` is the answer that must come from a fresh list: if an older list gives it, the list is read
   * again.
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

  /** Drops the list, since its items have changed: the next look reads it again. */
  forget(): void {
    this.shared.forget(this.key);
  }
}
