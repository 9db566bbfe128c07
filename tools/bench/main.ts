import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { FULL, QUICK } from "./plan";
import { writeResults } from "./report/write";
import { runPlan } from "./run";

/** `npm run bench` measures everything, `npm run bench -- --quick` what a few minutes allow. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });

  const begun = performance.now();
  const [loadBefore = 0] = loadavg();
  const results = await runPlan(values.quick ? QUICK : FULL, (line) => {
    process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);
  });
  console.log(await writeResults(results, loadBefore));
  console.log("\nWritten to tools/bench/results: bench.md, bench.json, bench.svg");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
