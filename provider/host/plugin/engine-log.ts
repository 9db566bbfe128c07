import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { LogEntry } from "../../session/log";

const SEVERITIES = { info: LogSeverity.INFO, warning: LogSeverity.WARNING } as const;

/**
 * The time limit of a log line. The engine is on this machine: if it is silent for so long, it will not answer at all,
 * and a step does not wait for it.
 */
const LINE_MS = 5_000;
/** The connection uses no proxy: a proxy of the environment could read the lines, and delay them. */
const DIRECT = { "grpc.enable_http_proxy": 0 };

/** The engine's log, which shows each line at its resource. Without an engine, lines go to stderr. */
export class EngineLog {
  private client: EngineClient | undefined;
  private readonly pending = new Set<Promise<void>>();

  attach(address: string): void {
    this.client?.close();
    this.client = new EngineClient(address, credentials.createInsecure(), DIRECT);
  }

  /** Shows the message at the resource. Without a resource, the message is shown at the stack. */
  write({ severity, message }: LogEntry, urn: string | undefined): void {
    const { client } = this;
    if (!client) {
      console.error(message);
      return;
    }
    const request = new LogRequest().setSeverity(SEVERITIES[severity]).setMessage(message);
    if (urn !== undefined) request.setUrn(urn);
    const sent = new Promise<void>((resolve) => {
      client.log(request, new Metadata(), { deadline: Date.now() + LINE_MS }, (error) => {
        if (error) this.without(client, message);
        resolve();
      });
    }).finally(() => this.pending.delete(sent));
    this.pending.add(sent);
  }

  /**
   * Gives the engine up, and writes the line to stderr. Later lines go there, too: waiting for the engine would be in
   * vain.
   */
  private without(client: EngineClient, message: string): void {
    if (this.client === client) this.client = undefined;
    console.error(message);
  }

  /** Waits until all lines have arrived: the engine may end the plugin once it has the answer of a step. */
  async flush(): Promise<void> {
    await Promise.all(this.pending);
  }
}
