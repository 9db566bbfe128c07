import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
  DiffRequest,
  ReadRequest,
  type CheckResponse,
  type CreateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { startEmulator, type Emulator } from "../../emulator";
import { PACKAGE } from "./contenders";
import { processesOf } from "./measure/processes";

/** As many operations as the engine has at once on two cores. */
const AT_ONCE = 16;
/** Of Linux: a tick of the processor time in /proc. */
const TICK_MS = 10;
const STUB = (kind: "bot" | "publication") => `exports.handler=()=>require("pulumi-coze/runtime").${kind}`;

type Props = Record<string, unknown>;
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
  const host = await startHost(emulator);
  const costs: Cost[] = [];
  const measured = async <T>(step: string, from: number, work: (i: number) => Promise<T>): Promise<T[]> => {
    emulator.clearCalls();
    const before = host.cpuMs();
    const calls = countCalls(emulator);
    const results = await inTurns(half, (i) => work(from + i));
    const pairs = `${from + 1} to ${from + half}`;
    costs.push({ step, pairs, calls: calls() / half, ms: (host.cpuMs() - before) / half });
    return results;
  };
  try {
    const first = await measured("create", 0, host.create);
    const before = host.peakMb();
    const pairs = [...first, ...(await measured("create", half, host.create))];
    const memory = host.peakMb();
    for (const from of [0, half]) await measured("no edit", from, (i) => host.diff(pairs[i] as Pair));
    for (const from of [0, half]) await measured("refresh", from, (i) => host.read(pairs[i] as Pair));
    for (const { step, pairs: range, calls, ms } of costs)
      console.log(`${step.padEnd(8)} pairs ${range.padEnd(12)} ${calls.toFixed(2)} calls  ${ms.toFixed(2)} ms a pair`);
    const bytes = Buffer.byteLength(JSON.stringify(pairs.at(-1)));
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

/** The dynamic host of Pulumi's SDK in a process of its own, as the engine starts it. */
async function startHost(emulator: Emulator): Promise<Host> {
  const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const env = { ...process.env, PULUMI_NODEJS_PROJECT: "coze", NODE_OPTIONS: "" };
  const child = spawn(process.execPath, [script, "127.0.0.1:1"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(createInterface(child.stdout), "line")) as [string];
  const host = new Host(child, Number(port));
  const { url: baseUrl, token, spaceId } = emulator;
  const config = { token, baseUrl, spaceId, requestsPerSecond: "1000", concurrency: "16", allowSameName: "true" };
  const keys = Object.entries(config).map(([key, value]) => [`coze:${key}`, value]);
  await host.call("configure", new ConfigureRequest().setArgs(struct(Object.fromEntries(keys) as Props)));
  return host;
}

type UnaryCall<R> = (request: object, done: (error: ServiceError | null, answer: R) => void) => unknown;

class Host {
  private readonly client: ResourceProviderClient;

  constructor(
    private readonly child: ChildProcess,
    port: number,
  ) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  call<R>(method: string, request: object): Promise<R> {
    const methods = this.client as unknown as Record<string, UnaryCall<R>>;
    return new Promise((resolve, reject) => {
      methods[method]?.call(this.client, request, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  readonly create = async (i: number): Promise<Pair> => {
    const prompt = `You are number ${i}. ${"Be kind. ".repeat(100)}`;
    const bot = await this.made(STUB("bot"), { name: `Bot ${i}`, promptInfo: { prompt }, __resource: `bot-${i}` });
    const { botId, spaceId, contentHash, promotionHash } = bot.outs;
    const followed = { botId, spaceId, contentHash, promotionHash, __resource: `live-${i}` };
    return { bot, publication: await this.made(STUB("publication"), followed) };
  };

  readonly diff = async ({ bot, publication }: Pair): Promise<void> => {
    for (const { id, inputs, outs } of [bot, publication]) {
      await this.call("check", new CheckRequest().setOlds(struct(inputs)).setNews(struct(inputs)));
      await this.call("diff", new DiffRequest().setId(id).setOlds(struct(outs)).setNews(struct(inputs)));
    }
  };

  readonly read = async ({ bot, publication }: Pair): Promise<void> => {
    for (const { id, outs } of [bot, publication])
      await this.call("read", new ReadRequest().setId(id).setProperties(struct(outs)));
  };

  private async made(provider: string, props: Props): Promise<Recorded> {
    const news = struct({ ...props, __provider: provider });
    const checked = await this.call<CheckResponse>("check", new CheckRequest().setOlds(struct({})).setNews(news));
    const [failure] = checked.getFailuresList();
    if (failure) throw new Error(failure.getReason());
    const inputs = checked.getInputs();
    const made = await this.call<CreateResponse>("create", new CreateRequest().setProperties(inputs));
    return { id: made.getId(), inputs: plain(inputs), outs: plain(made.getProperties()) };
  }

  cpuMs(): number {
    const fields = this.proc("stat").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  peakMb(): number {
    return Number(/VmHWM:\s+(\d+)/.exec(this.proc("status"))?.[1]) / 1024;
  }

  async stop(): Promise<void> {
    this.client.close();
    const exit = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await exit;
  }

  private proc(name: string): string {
    return readFileSync(`/proc/${this.child.pid}/${name}`, "utf8");
  }
}

const struct = (props: Props): Struct => Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
const plain = (props: Struct | undefined): Props => props?.toJavaScript() ?? {};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
