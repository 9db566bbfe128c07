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
