import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeMachine } from "../report/machine";
import { buildTrivialPlugin } from "./contenders";
import { figuresOf, secondsOf, tableOf } from "./figures";
import { measurePlugin, type PluginPlan } from "./measure";

const LATENCY_MS = 50;
const PROMPT_BYTES = 2_000;
const FULL: PluginPlan = {
  sizes: [1, 10, 100],
  repetitions: 3,
  starts: 15,
  latencyMs: LATENCY_MS,
  promptBytes: PROMPT_BYTES,
};
const QUICK: PluginPlan = { ...FULL, sizes: [1, 10], repetitions: 1, starts: 3 };

const RESULTS = join(__dirname, "..", "results");

/** `npm run bench:plugin`: the plugin beside the dynamic form and beside trivial ones of both; `-- --quick` leaves 100 pairs out. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
  const folder = await mkdtemp(join(tmpdir(), "pulumi-coze-bench-plugin-"));
  const [loadBefore = 0] = loadavg();
  try {
    const trivial = await buildTrivialPlugin(folder);
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    const results = await measurePlugin(values.quick ? QUICK : FULL, trivial, say);
    const { cores, node, pulumi, load } = await describeMachine(loadBefore);
    const about = `${cores} cores, Node.js ${node}, Pulumi ${pulumi}, load average ${load}.`;
    const text = [about, tableOf(results), "Seconds, medians:", secondsOf(results)].join("\n\n");
    await mkdir(RESULTS, { recursive: true });
    await writeFile(join(RESULTS, "plugin.json"), JSON.stringify({ figures: figuresOf(results), ...results }, null, 2));
    await writeFile(join(RESULTS, "plugin.md"), `${text}\n`);
    console.log(text);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
