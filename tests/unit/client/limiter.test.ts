import { Limiter } from "../../../provider/client/http/limiter";
import { StillClock } from "./still-clock";

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
