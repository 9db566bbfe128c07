import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmulator, type Emulator } from "../../emulator";
import type { Props } from "../../tests/harness/plugin/client";
import { startDynamicHost, stub, type DynamicHost } from "../../tests/harness/plugin/dynamic-host";
import { PACKAGE } from "./contenders";
import { processesOf, useOf } from "./measure/processes";

const CHECKOUT = join(__dirname, "..", "..");
/** As many operations as the engine has at once on two cores. */
const AT_ONCE = 16;

interface Pair {
  readonly bot: Recorded;
  readonly publication: Recorded;
}
interface Recorded {
  readonly id: string;
  readonly inputs: Props;
  readonly outs: Props;
}

/** What one more pair of bot and publication costs in a step, where there are this many already. */
interface Cost {
  readonly step: string;
  readonly pairs: string;
  readonly calls: number;
  /** Processor time of the provider process. */
  readonly ms: number;
}

/**
 * `npm run bench:growth`: what one more bot costs at a thousand pairs, in the provider process, without an engine. With `-- --engine` one
 * `up` of them all follows on the real engine, for the memory.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { pairs: { type: "string", default: "1000" }, engine: { type: "boolean", default: false } },
  });
  const half = Number(values.pairs) / 2;
  await using emulator = await startEmulator();
  const host = await startDynamicHost(configOf(emulator), { cwd: CHECKOUT });
  const pairs = new Pairs(host);
  const costs: Cost[] = [];
  const measured = async <T>(step: string, from: number, work: (i: number) => Promise<T>): Promise<T[]> => {
    emulator.clearCalls();
    const before = useOf(host.pid).cpuMs;
    const calls = countCalls(emulator);
    const results = await inTurns(half, (i) => work(from + i));
    const range = `${from + 1} to ${from + half}`;
    costs.push({ step, pairs: range, calls: calls() / half, ms: (useOf(host.pid).cpuMs - before) / half });
    return results;
  };
  try {
    const first = await measured("create", 0, pairs.create);
    const before = useOf(host.pid).peakMb;
    const made = [...first, ...(await measured("create", half, pairs.create))];
    const memory = useOf(host.pid).peakMb;
    for (const from of [0, half]) await measured("no edit", from, (i) => pairs.diff(made[i] as Pair));
    for (const from of [0, half]) await measured("refresh", from, (i) => pairs.read(made[i] as Pair));
    for (const { step, pairs: range, calls, ms } of costs)
      console.log(`${step.padEnd(8)} pairs ${range.padEnd(12)} ${calls.toFixed(2)} calls  ${ms.toFixed(2)} ms a pair`);
    const bytes = Buffer.byteLength(JSON.stringify(made.at(-1)));
    console.log(`state    ${bytes} bytes a pair`);
    console.log(`memory   peak ${before.toFixed(0)} MB with ${half} pairs, ${memory.toFixed(0)} MB with ${2 * half}`);
  } finally {
    await host.stop();
  }
  if (values.engine) await printMemory(Number(values.pairs));
}

async function printMemory(bots: number): Promise<void> {
  const { engine, program, provider } = await processesOf(PACKAGE, { bots, promptBytes: 1_000 }, { latencyMs: 0 });
  const peaks = Object.entries({ engine, program, provider }).map(
    ([role, { peakMb }]) => `${role} ${peakMb.toFixed(0)} MB`,
  );
  console.log(`up       peak of ${bots} pairs: ${peaks.join(", ")}`);
}

function configOf({ url: baseUrl, token, spaceId }: Emulator): Record<string, string> {
  const config = { token, baseUrl, spaceId, requestsPerSecond: "1000", concurrency: "16", allowSameName: "true" };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [`coze:${key}`, value]));
}

function countCalls(emulator: Emulator): () => number {
  let count = 0;
  const off = emulator.on("call", () => count++);
  return () => (off(), count);
}

async function inTurns<T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) results[i] = await work(i);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Creates, compares and reads pairs through a provider process. */
class Pairs {
  constructor(private readonly host: DynamicHost) {}

  readonly create = async (i: number): Promise<Pair> => {
    const prompt = `You are number ${i}. ${"Be kind. ".repeat(100)}`;
    const bot = await this.made(stub("bot"), { name: `Bot ${i}`, promptInfo: { prompt }, __resource: `bot-${i}` });
    const { botId, spaceId, contentHash, promotionHash } = bot.outs;
    const followed = { botId, spaceId, contentHash, promotionHash, __resource: `live-${i}` };
    return { bot, publication: await this.made(stub("publication"), followed) };
  };

  readonly diff = async ({ bot, publication }: Pair): Promise<void> => {
    for (const { id, inputs, outs } of [bot, publication]) {
      await this.host.check(inputs, inputs);
      await this.host.diff(id, outs, inputs);
    }
  };

  readonly read = async ({ bot, publication }: Pair): Promise<void> => {
    for (const { id, outs } of [bot, publication]) await this.host.read(id, outs);
  };

  private async made(provider: string, props: Props): Promise<Recorded> {
    const { inputs, failures } = await this.host.check({}, { ...props, __provider: provider });
    if (failures[0]) throw new Error(failures[0].reason);
    return { inputs, ...(await this.host.create(inputs)) };
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
