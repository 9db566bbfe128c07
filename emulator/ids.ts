import { randomInt } from "node:crypto";

/** Coze's ids: 19-digit decimal strings, beyond 2^53, increasing. */
export class Ids {
  private last = 7_000_000_000_000_000_000n + BigInt(Date.now()) * 100_000n + BigInt(randomInt(100_000));

  next(): string {
    this.last += BigInt(randomInt(1, 1000));
    return this.last.toString();
  }

  dump(): string {
    return this.last.toString();
  }

  /** Ids never go back: what was given out since then stays unique. */
  load(last: string): void {
    if (BigInt(last) > this.last) this.last = BigInt(last);
  }
}
