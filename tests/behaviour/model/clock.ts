import type { Clock } from "../../../provider/client/http/clock";
import type { Emulator } from "../../../emulator";

/** Time that jumps where it would be waited for; the emulator's clock jumps along, since what is fresh is told by it. */
export class JumpingClock implements Clock {
  private ahead = 0;

  constructor(private readonly emulator: Emulator) {}

  now(): number {
    return Date.now() + this.ahead;
  }

  async sleep(ms: number): Promise<void> {
    this.pass(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The same in every run, so that a sequence that fails fails again. */
  random(): number {
    return 0.5;
  }

  pass(ms: number): void {
    this.ahead += ms;
    this.emulator.set({ clockSkewMs: this.ahead });
  }
}
