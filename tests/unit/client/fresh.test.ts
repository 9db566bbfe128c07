import { whileFresh } from "../../../provider/consistency/while-fresh";
import { Session } from "../../../provider/session/session";
import { StillClock } from "./still-clock";

const HOUR = 3_600_000;

test.each([
  ["made an hour from now, by a server whose clock was set back since", HOUR, 10_000],
  ["made now", 0, 10_000],
  ["made four seconds ago", -4_000, 6_000],
  ["made an hour ago", -HOUR, 0],
  ["made at a time that is not known", undefined, 0],
])("what is %s and never seen is waited for no longer than what is fresh", async (_what, madeIn, waited) => {
  const clock = new StillClock();
  const session = new Session({ clock, env: { COZE_API_TOKEN: "pat_none" }, write: () => undefined });
  const began = clock.now();
  const seen = await whileFresh(session, {
    madeAt: madeIn === undefined ? undefined : began + madeIn,
    look: () => Promise.resolve("nothing"),
    isSeen: (value) => value !== "nothing",
  });
  expect(seen).toBe("nothing");
  expect(clock.now() - began).toBe(waited);
});

test("a pause of two seconds is not told, a longer one is", async () => {
  const lines: string[] = [];
  const clock = new StillClock();
  const session = new Session({ clock, env: { COZE_API_TOKEN: "pat_none" }, write: (line) => lines.push(line) });
  const look = (age: number) =>
    whileFresh(session, {
      madeAt: clock.now() - age,
      look: () => Promise.resolve(undefined),
      isSeen: () => false,
    });
  // Half a second, one, and two: then ten have passed.
  await look(6_500);
  expect(lines).toEqual([]);
  await look(0);
  expect(lines).toEqual([expect.stringContaining("waiting for a new object to become visible")]);
});
