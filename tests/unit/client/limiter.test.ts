import type { Clock } from "../../../provider/client/clock";
import { Limiter } from "../../../provider/client/limiter";

/** Time that passes by being waited for. */
class StillClock implements Clock {
  private time = 1_000_000;
  now = (): number => this.time;
  random = (): number => 0;
  sleep = (ms: number): Promise<void> => {
    this.time += ms;
    return Promise.resolve();
  };
}

test.each([1, 20, 10_000])("a pause is kept by every request, at %i a second", async (requestsPerSecond) => {
  const clock = new StillClock();
  const limiter = new Limiter(16, requestsPerSecond, clock, () => undefined);
  const begun = () => limiter.run(() => Promise.resolve(clock.now()));
  await begun();
  const asked = clock.now();
  limiter.pauseFor(5_000);
  // A shorter one takes nothing from it.
  limiter.pauseFor(1_000);
  for (let i = 0; i < 3; i++) expect((await begun()) - asked).toBeGreaterThanOrEqual(5_000);
});
