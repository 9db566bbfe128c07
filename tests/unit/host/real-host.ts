import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { LATE_MODULES } from "../../harness/cli/environment";
import { until } from "../../harness/until";

export type Props = Record<string, unknown>;

const ROOT = path.join(__dirname, "../../..");
export const stub = (kind: "bot" | "publication") => `exports.handler=()=>require("pulumi-coze/runtime").${kind}`;

const running: RealHost[] = [];

/** The dynamic-provider host of the Pulumi SDK in a process of its own, until the end of the test. */
export async function startHost(config: Record<string, string>, env: NodeJS.ProcessEnv = {}): Promise<RealHost> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(COZE_|PULUMI_|JEST_|NODE_OPTIONS)/.test(name));
  const host = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"], {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), PULUMI_NODEJS_PROJECT: "coze", NODE_OPTIONS: LATE_MODULES, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stderr: string[] = [];
  host.stderr.setEncoding("utf8").on("data", (text: string) => stderr.push(text));
  const lines = createInterface(host.stdout);
  const [port] = (await Promise.race([
    once(lines, "line"),
    once(host, "exit").then(() => Promise.reject(new Error(stderr.join("")))),
  ])) as [string];
  const started = new RealHost(host, Number(port), stderr);
  running.push(started);
  await started.configure(config);
  return started;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.stop()));
});

/** A create or update that failed after the resource was there. */
export class PartiallyDone extends Error {
  constructor(
    readonly id: string,
    readonly properties: Props,
    readonly reasons: string[],
  ) {
    super(reasons.join("\n"));
  }
}

export class RealHost {
  private readonly client: ResourceProviderClient;

  constructor(
    private readonly host: ChildProcess,
    port: number,
    private readonly lines: string[],
  ) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  get stderr(): string {
    return this.lines.join("");
  }

  /** Waits for the text to be printed, which the answer to a call may overtake. */
  async printed(text: string): Promise<void> {
    await until(() => this.stderr.includes(text));
  }

  /** So many lines, once they are printed, which the answer to the last call may overtake. */
  async linesPrinted(count: number): Promise<string[]> {
    await until(() => this.stderr.split("\n").length > count);
    return this.stderr.trimEnd().split("\n");
  }

  async configure(config: Record<string, string>): Promise<void> {
    const request = new ConfigureRequest().setArgs(struct(config));
    await called((done) => this.client.configure(request, done));
  }

  async check(olds: Props, news: Props): Promise<{ inputs: Props; failures: { property: string; reason: string }[] }> {
    const request = new CheckRequest().setOlds(struct(olds)).setNews(struct(news));
    const answer = await called<{ getInputs(): Struct | undefined; getFailuresList(): Failure[] }>((done) =>
      this.client.check(request, done),
    );
    const failures = answer.getFailuresList();
    return {
      inputs: plain(answer.getInputs()),
      failures: failures.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
    };
  }

  async diff(id: string, olds: Props, news: Props): Promise<DiffResponse> {
    const request = new DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
    return called((done) => this.client.diff(request, done));
  }

  async create(inputs: Props): Promise<{ id: string; outs: Props }> {
    const request = new CreateRequest().setProperties(struct(inputs));
    const answer = await called<Identified>((done) => this.client.create(request, done));
    return { id: answer.getId(), outs: plain(answer.getProperties()) };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props }> {
    const request = new ReadRequest().setId(id).setProperties(struct(props));
    const answer = await called<Identified & { getInputs(): Struct | undefined }>((done) =>
      this.client.read(request, done),
    );
    return { id: answer.getId(), outs: plain(answer.getProperties()), inputs: plain(answer.getInputs()) };
  }

  async update(id: string, olds: Props, news: Props): Promise<Props> {
    const request = new UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
    return plain((await called<Updated>((done) => this.client.update(request, done))).getProperties());
  }

  async delete(id: string, props: Props): Promise<void> {
    await called((done) => this.client.delete(new DeleteRequest().setId(id).setProperties(struct(props)), done));
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.host.exitCode !== null || this.host.signalCode !== null) return;
    const exit = once(this.host, "exit");
    this.host.kill("SIGKILL");
    await exit;
  }
}

interface Failure {
  getProperty(): string;
  getReason(): string;
}

interface Identified {
  getId(): string;
  getProperties(): Struct | undefined;
}

type Updated = Pick<Identified, "getProperties">;

function called<T>(call: (done: (error: ServiceError | null, answer: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, answer) => (error ? reject(partial(error) ?? error) : resolve(answer)));
  });
}

function partial(error: ServiceError): PartiallyDone | undefined {
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  const detail = bytes && Status.deserializeBinary(Buffer.from(bytes)).getDetailsList()[0];
  if (!detail) return undefined;
  const failed = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return new PartiallyDone(failed.getId(), plain(failed.getProperties()), failed.getReasonsList());
}

const struct = (props: Props): Struct => Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
const plain = (props: Struct | undefined): Props => props?.toJavaScript() ?? {};
