import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measure, type Sample } from "./measure";
import { table } from "./table";

/**
 * `npm run bench`: the package, its plugin, a floor and a naive provider side by side on the real engine. Prints a
 * table in Markdown.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pairs: { type: "string", default: "1,10,100" },
      repetitions: { type: "string", default: "3" },
      /** The time in which the emulator answers, in milliseconds. */
      latency: { type: "string", default: "50" },
    },
  });
  const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
  const before = load();
  const samples: Sample[] = [];
  for (const bots of values.pairs.split(",").map(Number)) {
    for (let repetition = 0; repetition < Number(values.repetitions); repetition++) {
      process.stderr.write(`${bots} pairs, ${repetition + 1} of ${values.repetitions}\n`);
      samples.push(...(await measure(bots, repetition, Number(values.latency))));
    }
  }
  console.log(
    `${availableParallelism()} cores, Node.js ${process.versions.node}, load average ${before} before and ${load()} after; ` +
      `medians of ${values.repetitions}, ${values.latency} ms a call. Seconds, the ratio to the floor, and calls:\n`,
  );
  console.log(table(samples));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
