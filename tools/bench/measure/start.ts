import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { startDynamicHost, stub } from "../../../tests/harness/plugin/dynamic-host";
import type { Place } from "../setup";

const run = promisify(execFile);

export interface Cost {
  ms: number;
  /** The processor time of the process, which other work on the machine does not lengthen. 0 if the system does not report it. */
  cpuMs: number;
}

/** What loading the package adds to a program that has loaded the SDK. */
export async function importTime(): Promise<Cost> {
  const { stdout } = await run(process.execPath, [join(__dirname, "..", "programs", "import-time.cjs")]);
  return JSON.parse(stdout) as Cost;
}

const STUBS = {
  package: {
    text: stub("bot"),
    inputs: { name: "bot", promptInfo: { prompt: "You answer questions." }, __resource: "bot" },
  },
  floor: { text: 'exports.handler=()=>require("bench-floor/runtime").bot', inputs: { name: "bot" } },
} as const;

/** From the start of the provider's process, as the engine starts it, to the answer of its first `check`. */
export async function firstCheck({ ws, env }: Place, contender: keyof typeof STUBS): Promise<Cost> {
  const { text, inputs } = STUBS[contender];
  const begun = performance.now();
  const host = await startDynamicHost({}, { cwd: ws.projectDir, env });
  try {
    const { failures } = await host.check({}, { ...inputs, __provider: text });
    if (failures[0]) throw new Error(failures[0].reason);
    return { ms: performance.now() - begun, cpuMs: cpuTime(host.pid) };
  } finally {
    await host.stop();
  }
}

/** Of all threads of a process, in milliseconds. */
function cpuTime(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return 0;
  const nanoseconds = readdirSync(tasks).map((task) =>
    Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}
