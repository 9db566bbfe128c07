import { saysNoSuchCall } from "./errors/errors";

const NOTICE =
  "this server lacks Coze's newer reads: what is published is read by the older ones, which know the API channel alone. Drafts cannot be read";

/** Coze's older reads of what is published, for a server without the newer ones. */
export class OlderReads {
  private isNeeded = false;

  constructor(private readonly notify: (line: string) => void) {}

  /** Asks by the newer call; from the first 404 on, which is reported, by the older one. */
  async instead<T>(newer: () => Promise<T>, older: () => Promise<T>): Promise<T> {
    if (this.isNeeded) return older();
    try {
      return await newer();
    } catch (error) {
      if (!saysNoSuchCall(error)) throw error;
      return this.first(older, error);
    }
  }

  private async first<T>(older: () => Promise<T>, lacking: unknown): Promise<T> {
    const [answer] = await Promise.allSettled([older()]);
    // A server that has neither is not Coze.
    if (answer.status === "rejected" && saysNoSuchCall(answer.reason)) throw lacking;
    if (!this.isNeeded) this.notify(NOTICE);
    this.isNeeded = true;
    if (answer.status === "rejected") throw answer.reason;
    return answer.value;
  }
}
