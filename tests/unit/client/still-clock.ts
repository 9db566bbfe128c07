import type { Clock } from "../../../provider/client/http/clock";

/** Time that passes by being waited for. */
export class StillClock implements Clock {
  private time = 1_000_000;
  now = (): number => this.time;
  random = (): number => 0;
  sleep = (ms: number): Promise<void> => {
    this.time += ms;
    return Promise.resolve();
  };
}
