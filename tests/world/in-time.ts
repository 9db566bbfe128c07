import { writeSync } from "node:fs";
import { SEED } from "../harness/seed";
import { generate } from "./generate";
import { play, sortOf } from "./play";
import type { ProfileName } from "./profiles";
import { shrink } from "./shrink";
import { openGrounds, type Grounds } from "./world";

/** Of a process, for both files together. */
const SECONDS = Number(process.env["WORLD_SECONDS"] ?? 60);
const FILES = 2;

/** As many histories as fit into the time, of these profiles in turn; the first that fails is shrunk and printed. */
export function worldTest(profiles: readonly ProfileName[]): void {
  let grounds: Grounds;
  beforeAll(async () => {
    grounds = await openGrounds();
  });
  afterAll(() => grounds.server.emulator.close());

  test(
    `whatever happens to a stack, everything holds: ${profiles.join(", ")}`,
    async () => {
      const begun = Date.now();
      const until = begun + (SECONDS / FILES) * 1_000;
      let count = 0;
      let runs = 0;
      for (let seed = SEED; Date.now() < until; seed++) {
        for (const profile of profiles) {
          const played = await play(grounds, generate(seed, profile));
          count++;
          runs += played.runs;
          if (played.verdict !== undefined) await report(grounds, profile, seed, played.verdict);
        }
      }
      const minutes = (Date.now() - begun) / 60_000;
      const rate = Math.round(count / minutes);
      writeSync(1, `world, ${profiles.join(", ")}: ${count} histories of ${runs} runs, ${rate} a minute\n`);
      expect(count).toBeGreaterThan(0);
    },
    SECONDS * 1_000 + 300_000,
  );
}

/** Fails with what did not hold, the shortest history for it, and how it is played again. */
async function report(grounds: Grounds, profile: ProfileName, seed: number, verdict: string): Promise<never> {
  const sort = sortOf(verdict);
  const fails = async (one: Parameters<typeof play>[1]): Promise<boolean> =>
    sortOf((await play(grounds, one)).verdict ?? "") === sort;
  const small = await shrink(generate(seed, profile), fails);
  throw new Error(`${profile}:${seed}: ${verdict}\nnpm run world -- --replay '${JSON.stringify(small)}'`);
}
