import { Server, ServerCredentials, type handleUnaryCall } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

export interface LogLine {
  readonly severity: "info" | "warning" | "other";
  readonly message: string;
  readonly urn: string;
}

/** The part of the engine that a plugin calls: the log. */
export class FakeEngine {
  /** Whether the engine takes lines without an answer. */
  isSilent = false;

  private constructor(
    private readonly server: Server,
    readonly address: string,
    readonly lines: readonly LogLine[],
  ) {}

  static async start(): Promise<FakeEngine> {
    const server = new Server();
    const lines: LogLine[] = [];
    const log: handleUnaryCall<LogRequest, Empty> = ({ request }, done) => {
      lines.push({ severity: severityOf(request), message: request.getMessage(), urn: request.getUrn() });
      if (!engine.isSilent) done(null, new Empty());
    };
    server.addService(EngineService, { log });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    const engine = new FakeEngine(server, `127.0.0.1:${port}`, lines);
    return engine;
  }

  stop(): void {
    this.server.forceShutdown();
  }
}

function severityOf(request: LogRequest): LogLine["severity"] {
  switch (request.getSeverity()) {
    case LogSeverity.INFO:
      return "info";
    case LogSeverity.WARNING:
      return "warning";
    default:
      return "other";
  }
}
