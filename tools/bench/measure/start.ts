import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { Place } from "../setup";

const run = promisify(execFile);
const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));

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

export const STUBS = {
  package: {
    text: 'exports.handler=()=>require("pulumi-coze/runtime").bot',
    inputs: { name: "bot", promptInfo: { prompt: "You answer questions." }, __resource: "bot" },
  },
  floor: { text: 'exports.handler=()=>require("bench-floor/runtime").bot', inputs: { name: "bot" } },
} as const;

/** From the start of the provider's process, as the engine starts it, to the answer of its first `check`. */
export async function firstCheck({ ws, env }: Place, stub: keyof typeof STUBS): Promise<Cost> {
  const script = sdk.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const begun = performance.now();
  const child = spawn(process.execPath, [script, "127.0.0.1:1"], {
    cwd: ws.projectDir,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const { text, inputs } = STUBS[stub];
    await check(Number(port), { ...inputs, __provider: text });
    return { ms: performance.now() - begun, cpuMs: cpuTime(child.pid) };
  } finally {
    child.kill("SIGKILL");
  }
}

/** Of all threads of a process, in milliseconds. */
function cpuTime(pid: number | undefined): number {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return 0;
  const nanoseconds = readdirSync(tasks).map((task) =>
    Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

type Unary = (request: unknown, done: (error: Error | null, answer: CheckResponse) => void) => void;
interface CheckResponse {
  getFailuresList(): { getReason(): string }[];
}
interface Client {
  configure: Unary;
  check: Unary;
  close(): void;
}
interface Message {
  setArgs(value: unknown): Message;
  setOlds(value: unknown): Message;
  setNews(value: unknown): Message;
}

/** The SDK's own protocol, as far as it is needed. */
const grpc = sdk("@grpc/grpc-js") as { credentials: { createInsecure(): unknown } };
const { Struct } = sdk("google-protobuf/google/protobuf/struct_pb") as {
  Struct: { fromJavaScript(value: unknown): unknown };
};
const { ResourceProviderClient } = sdk("@pulumi/pulumi/proto/provider_grpc_pb") as {
  ResourceProviderClient: new (address: string, credentials: unknown) => Client;
};
const messages = sdk("@pulumi/pulumi/proto/provider_pb") as Record<
  "ConfigureRequest" | "CheckRequest",
  new () => Message
>;

async function check(port: number, inputs: Record<string, unknown>): Promise<void> {
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  try {
    const nothing = Struct.fromJavaScript({});
    await call((done) => client.configure(new messages.ConfigureRequest().setArgs(nothing), done));
    const request = new messages.CheckRequest().setOlds(nothing).setNews(Struct.fromJavaScript(inputs));
    const answer = await call((done) => client.check(request, done));
    const [failure] = answer.getFailuresList();
    if (failure) throw new Error(failure.getReason());
  } finally {
    client.close();
  }
}

function call(start: (done: (error: Error | null, answer: CheckResponse) => void) => void): Promise<CheckResponse> {
  return new Promise((resolve, reject) =>
    start((error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    }),
  );
}
