import { parseArgs } from "node:util";
import { SEED } from "../../tests/harness/seed";
import { sampleLives } from "./cases";
import { line, summary } from "./report";
import { runLives } from "./run";

/**
 * `npm run kills`: cuts `up` off at random moments, follows the messages, and checks that each bot exists once with the
 * declared content. `--kills 8 --interrupts 0` makes fewer cases, `--from 3` begins with the fourth stack, `--seed 1`
 * makes other cases.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: String(SEED) },
      kills: { type: "string", default: "200" },
      interrupts: { type: "string", default: "50" },
      from: { type: "string", default: "0" },
    },
  });
  const seed = Number(values.seed);
  const interruption = new AbortController();
  process.once("SIGINT", () => interruption.abort());
  const outcomes = await runLives(
    sampleLives(seed, Number(values.kills), Number(values.interrupts)),
    Number(values.from),
    (outcome) => console.log(line(outcome)),
    () => interruption.signal.aborted,
  );
  console.log(summary(outcomes, seed));
  return outcomes.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
