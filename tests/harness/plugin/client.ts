import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

export type Props = Record<string, unknown>;

const PLUGIN = join(__dirname, "..", "..", "..", "plugin");

/** A create or update that failed after the object existed. */
export class PartiallyDone extends Error {
  constructor(
    readonly id: string,
    readonly properties: Props,
    readonly reasons: string[],
  ) {
    super(reasons.join("\n"));
  }
}

type UnaryCall<R> = (request: object, done: (error: ServiceError | null, answer: R) => void) => unknown;

/** A provider in its own process, as the engine starts it. */
export class ProviderProcess {
  readonly client: ResourceProviderClient;

  constructor(
    private readonly process: ChildProcess,
    port: number,
    private readonly lines: string[],
  ) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  get stderr(): string {
    return this.lines.join("");
  }

  /** Makes a call of the protocol, by its name in the client. */
  call<R>(method: string, request: object): Promise<R> {
    const methods = this.client as unknown as Record<string, UnaryCall<R>>;
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, answer: R): void =>
        error ? reject(partial(error) ?? error) : resolve(answer);
      methods[method]?.call(this.client, request, done);
    });
  }

  /**
   * Closes the other ends of the process's streams, as if its engine was killed. Resolves when the process has ended.
   */
  async loseEngine(): Promise<void> {
    const exit = once(this.process, "exit");
    for (const stream of [this.process.stdin, this.process.stdout, this.process.stderr]) stream?.destroy();
    await exit;
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exit = once(this.process, "exit");
    this.process.kill("SIGKILL");
    await exit;
  }
}

/** Starts Node with a script that serves a provider and prints its port. */
export async function startProvider<P extends ProviderProcess>(
  Provider: new (process: ChildProcess, port: number, lines: string[]) => P,
  script: readonly string[],
  { cwd, env }: { cwd?: string; env: NodeJS.ProcessEnv },
): Promise<P> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(COZE_|PULUMI_|JEST_|NODE_OPTIONS)/.test(name));
  const child = spawn(process.execPath, script, {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: "pipe",
  });
  const stderr: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => stderr.push(text));
  const lines = createInterface(child.stdout);
  const [port] = (await Promise.race([
    once(lines, "line"),
    once(child, "close").then(() => Promise.reject(new Error(stderr.join("")))),
  ])) as [string];
  return new Provider(child, Number(port), stderr);
}

/** Starts the built plugin. Without an engine its log lines go to stderr. */
export function startPlugin(
  env: NodeJS.ProcessEnv = {},
  engineAddress?: string,
  cwd?: string,
): Promise<ProviderProcess> {
  const script = [join(PLUGIN, "index.js"), ...(engineAddress ? [engineAddress] : [])];
  return startProvider(ProviderProcess, script, { env, ...(cwd === undefined ? {} : { cwd }) });
}

export const struct = (props: Props): Struct => Struct.fromJavaScript(props as Record<string, JavaScriptValue>);
export const plain = (props: Struct | undefined): Props => props?.toJavaScript() ?? {};

/** The partial failure in the details of an error, if there is one. */
export function partial({ metadata }: Partial<Pick<ServiceError, "metadata">>): PartiallyDone | undefined {
  const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
  const detail = bytes && Status.deserializeBinary(Buffer.from(bytes)).getDetailsList()[0];
  if (!detail) return undefined;
  const failed = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return new PartiallyDone(failed.getId(), plain(failed.getProperties()), failed.getReasonsList());
}
