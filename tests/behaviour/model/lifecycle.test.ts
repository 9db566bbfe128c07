import fc from "fast-check";
import { SEED } from "../../harness/seed";
import { tally } from "./check";
import { run } from "./run";
import { history } from "./steps";
import { World } from "./world";

/** More of them, and others, for a night: `SEED=$RANDOM MODEL_RUNS=5000 npx jest tests/behaviour/model`. */
const RUNS = Number(process.env["MODEL_RUNS"] ?? 300);

test(
  `whatever happens to a stack, an up does what it announced and no more (${RUNS} histories)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), history, async (allowSameName, steps) => {
        const world = await World.open(allowSameName);
        try {
          await run(world, steps);
        } finally {
          await world.close();
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    process.stdout.write(`${RUNS} histories: ${JSON.stringify(tally)}\n`);
    expect(tally.clean).toBeGreaterThan(2 * RUNS);
    expect(tally.stopped).toBeGreaterThan(RUNS / 20);
    expect(tally.published).toBeGreaterThan(RUNS);
    expect(tally.tested).toBeGreaterThan(RUNS / 4);
    expect(tally.shut).toBeGreaterThan(RUNS / 10);
  },
  Math.max(300_000, RUNS * 1_000),
);
