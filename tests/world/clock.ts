import type { Clock as ServerClock } from "../../emulator";
import type { Clock } from "../../provider/client/http/clock";

const START = Date.UTC(2026, 5, 1, 12);

/** The time of the whole world. It passes only where somebody waits, or where a step lets it pass. */
export class WorldClock implements Clock {
  private time = START;
  readonly server: ServerClock = { now: () => this.time, sleep: (ms) => this.sleep(ms) };

  now(): number {
    return this.time;
  }

  random(): number {
    return 0.5;
  }

  async sleep(ms: number): Promise<void> {
    const until = this.time + ms;
    await new Promise((resolve) => setImmediate(resolve));
    this.time = Math.max(this.time, until);
  }

  pass(ms: number): void {
    this.time += ms;
  }
}
