import { join } from "node:path";
import { ProviderProcess, startProvider } from "../../../tests/harness/plugin/client";
import { PLUGIN } from "../../plugin/build";
import { FLOOR, PACKAGE, type Contender } from "../contenders";
import { runCycle, type Sample } from "../measure/cycle";
import { processesOf } from "../measure/processes";
import { calling, inJavaScript, inYaml, TYPESCRIPT_CLASSES } from "./contenders";

export interface PluginPlan {
  readonly sizes: readonly number[];
  readonly repetitions: number;
  readonly starts: number;
  readonly latencyMs: number;
  readonly promptBytes: number;
}

export interface PluginResults {
  readonly sizes: readonly number[];
  readonly samples: readonly Sample[];
  /** From the start of the process to its line with the port, in milliseconds. */
  readonly starts: { readonly dynamic: readonly number[]; readonly plugin: readonly number[] };
  /** Of the largest stack, as JSON. */
  readonly stateBytes: { readonly dynamic: number; readonly plugin: number };
  /** Of the provider's process, in MB; absent where the system does not tell. */
  readonly peaks?: { readonly dynamic: readonly number[]; readonly plugin: readonly number[] };
}

export async function measurePlugin(
  plan: PluginPlan,
  trivialPlugin: string,
  say: (line: string) => void,
): Promise<PluginResults> {
  const plugin = inJavaScript("plugin", "plugin, JavaScript", PLUGIN);
  const trivial = inJavaScript("trivial-plugin", "trivial plugin, JavaScript", trivialPlugin);
  const contenders = [PACKAGE, FLOOR, plugin, trivial, calling(trivial)];
  // Users of one pair write TypeScript or YAML.
  const onePair = [TYPESCRIPT_CLASSES, inYaml("yaml", "plugin, YAML", PLUGIN)];
  say("start of the provider");
  const starts = await measureStarts(plan.starts);

  const samples: Sample[] = [];
  const stateBytes = { dynamic: 0, plugin: 0 };
  for (const bots of plan.sizes) {
    for (let repetition = 0; repetition < plan.repetitions; repetition++) {
      say(`${bots} ${bots === 1 ? "pair" : "pairs"}, ${repetition + 1} of ${plan.repetitions}`);
      const options = { ...plan, bots, repetition, editAll: true, withStates: true };
      const cycle = await runCycle(bots === 1 ? [...contenders, ...onePair] : contenders, options);
      samples.push(...cycle.samples);
      const bytes = (id: string): number => JSON.stringify(cycle.states.get(id)?.deployment.resources ?? []).length;
      Object.assign(stateBytes, { dynamic: bytes(PACKAGE.id), plugin: bytes(plugin.id) });
    }
  }
  const peaks = process.platform === "linux" ? await measurePeaks(plan, plugin, say) : undefined;
  return { sizes: plan.sizes, samples, starts, stateBytes, ...(peaks && { peaks }) };
}

async function measurePeaks(
  plan: PluginPlan,
  plugin: Contender,
  say: (line: string) => void,
): Promise<{ dynamic: number[]; plugin: number[] }> {
  const peaks = { dynamic: [] as number[], plugin: [] as number[] };
  const bots = Math.max(...plan.sizes);
  for (let repetition = 0; repetition < plan.repetitions; repetition++) {
    say(`memory at ${bots} pairs, ${repetition + 1} of ${plan.repetitions}`);
    for (const [name, contender] of [
      ["dynamic", PACKAGE],
      ["plugin", plugin],
    ] as const) {
      const { provider } = await processesOf(contender, { bots, promptBytes: plan.promptBytes }, plan);
      peaks[name].push(provider.peakMb);
    }
  }
  return peaks;
}

async function measureStarts(times: number): Promise<PluginResults["starts"]> {
  const host = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const starts = { dynamic: [] as number[], plugin: [] as number[] };
  // The first of each fills the file cache, and is not counted.
  for (let i = -1; i < times; i++) {
    const [dynamic, plugin] = [await startTime(host), await startTime(join(PLUGIN, "index.js"))];
    if (i < 0) continue;
    starts.dynamic.push(dynamic);
    starts.plugin.push(plugin);
  }
  return starts;
}

/** From the start of a provider's process to its port. */
async function startTime(script: string): Promise<number> {
  const begun = performance.now();
  const provider = await startProvider(ProviderProcess, [script, "127.0.0.1:1"], { env: {} });
  const ms = performance.now() - begun;
  await provider.stop();
  return ms;
}
