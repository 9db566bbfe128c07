import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { spreadOf } from "../stats";
import { startEmulator } from "../../../emulator";

const CONNECTIONS = 20;
const ROUND = 5_000;

interface Started {
  url: string;
  headers: Record<string, string>;
}

export interface Load {
  /** Reads a second, median over the rounds. */
  readonly emulator: number;
  readonly bare: number;
  /** Reads per second of the emulator's processor time, which other processes do not lengthen. */
  readonly perProcessorSecond: number;
  /** Megabytes of the emulator's heap, after each round. */
  readonly heaps: readonly number[];
}

/** Puts so many reads to an emulator and to a bare hono server, side by side. */
export async function measureLoad(calls: number, say: (line: string) => void): Promise<Load> {
  const [emulator, bare] = [start("emulator"), start("bare")];
  try {
    const [ours, theirs] = [await started(emulator), await started(bare)];
    const before = await usageOf(emulator);
    const rates: { emulator: number; bare: number }[] = [];
    const heaps: number[] = [];
    for (let made = 0; made < calls; made += ROUND) {
      const count = Math.min(ROUND, calls - made);
      const rate = { emulator: await load(ours, count), bare: await load(theirs, count) };
      rates.push(rate);
      const { heap } = await usageOf(emulator);
      heaps.push(heap);
      say(`${made + count} reads: ${rate.emulator}/s, bare hono ${rate.bare}/s, heap ${heap.toFixed(1)} MB`);
    }
    const median = (name: "emulator" | "bare") => spreadOf(rates.map((rate) => rate[name])).median;
    const seconds = (await usageOf(emulator)).processorSeconds - before.processorSeconds;
    const perProcessorSecond = Math.round(calls / seconds);
    return { emulator: median("emulator"), bare: median("bare"), perProcessorSecond, heaps };
  } finally {
    emulator.kill();
    bare.kill();
  }
}

/** Each server has a process of its own, so that neither waits for the other or for the load. */
function start(what: "emulator" | "bare"): ChildProcess {
  return fork(__filename, [what], { execArgv: ["--expose-gc", "--import", "tsx"] });
}

async function started(child: ChildProcess): Promise<Started> {
  const [message] = (await once(child, "message")) as [Started];
  return message;
}

interface Usage {
  readonly heap: number;
  readonly processorSeconds: number;
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send("usage");
  const [usage] = (await once(child, "message")) as [Usage];
  return usage;
}

/** Reads a second. */
async function load({ url, headers }: Started, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const began = performance.now();
  let left = count;
  const reader = async (): Promise<void> => {
    while (left-- > 0) await read(url, headers, agent);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, reader));
  agent.destroy();
  return Math.round((count / (performance.now() - began)) * 1000);
}

function read(url: string, headers: Record<string, string>, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => response.resume().on("end", resolve)).on("error", reject);
  });
}

async function serveEmulator(): Promise<Started> {
  const file = `${__dirname}/../../../examples/quickstart/emulator.seed.json`;
  const emulator = await startEmulator({ seed: JSON.parse(readFileSync(file, "utf8")) as object });
  const url = `${emulator.url}/v1/bots/${emulator.bots[0]?.id ?? ""}?is_published=false`;
  return { url, headers: { authorization: `Bearer ${emulator.token}` } };
}

async function serveBare(): Promise<Started> {
  const app = new Hono().get("/", (c) => c.json({ code: 0, msg: "", data: { bot_id: "1" } }));
  const server = createAdaptorServer({ fetch: app.fetch }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}/`, headers: {} };
}

async function serve(what: string): Promise<void> {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    globalThis.gc?.();
    const usage: Usage = { heap: process.memoryUsage().heapUsed / 1e6, processorSeconds: (user + system) / 1e6 };
    process.send?.(usage);
  });
  process.send?.(await (what === "emulator" ? serveEmulator() : serveBare()));
}

if (require.main === module) void serve(process.argv[2] ?? "bare");
