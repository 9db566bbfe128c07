import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { Client, credentials, Metadata } from "@grpc/grpc-js";
import { BinaryWriter } from "google-protobuf";
import { CALLS, type SeenCall } from "../../client/http/seen";

const EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
/**
 * The time limit of an export. A collector that is silent for so long gets no more spans, so no later step waits for
 * it.
 */
const EXPORT_MS = 2_000;
/** The connection uses no proxy: a proxy of the environment could read the spans. */
const DIRECT = { "grpc.enable_http_proxy": 0 };

interface Parent {
  readonly traceId: Buffer;
  readonly spanId: Buffer;
}

/**
 * The spans of calls to Coze, for the collector that the engine names with `--otel-traces`. Each span is a child of the
 * engine's request.
 */
export class Traces {
  private readonly parents = new AsyncLocalStorage<Parent | undefined>();
  private readonly client: Client;
  private waiting: Uint8Array[] = [];
  private isLost = false;

  /** The traces; `undefined` if the engine does not ask for spans. */
  static from({ PULUMI_OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: NodeJS.ProcessEnv): Traces | undefined {
    return endpoint ? new Traces(endpoint.replace(/^\w+:\/\//, "")) : undefined;
  }

  private constructor(address: string) {
    this.client = new Client(address, credentials.createInsecure(), DIRECT);
    CALLS.subscribe((seen) => {
      if (!this.isLost) this.waiting.push(spanOf(seen as SeenCall, this.parents.getStore()));
    });
  }

  /** Runs a request of the engine. The request's span is the parent of the calls in it. */
  within<T>(metadata: Metadata, work: () => T): T {
    return this.parents.run(parentOf(metadata), work);
  }

  /** Sends the waiting spans: the engine may end the plugin once it has the answer of a step. */
  async flush(): Promise<void> {
    const spans = this.waiting;
    this.waiting = [];
    if (spans.length === 0 || this.isLost) return;
    await new Promise<void>((resolve) => {
      const deadline = { deadline: Date.now() + EXPORT_MS };
      const asIs = (bytes: Buffer): Buffer => bytes;
      this.client.makeUnaryRequest(EXPORT, asIs, asIs, requestWith(spans), new Metadata(), deadline, (error) => {
        if (error) this.isLost = true;
        resolve();
      });
    });
  }
}

/** The span of the engine's request, in the form of W3C's trace context. */
function parentOf(metadata: Metadata): Parent | undefined {
  const [, traceId, spanId] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-/.exec(String(metadata.get("traceparent")[0])) ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { traceId: Buffer.from(traceId, "hex"), spanId: Buffer.from(spanId, "hex") };
}

// The numbers of the fields in OTLP's messages, which the wire never changes.
const CLIENT_KIND = 3;
const ERROR = 2;

function spanOf(seen: SeenCall, parent: Parent | undefined): Uint8Array {
  const { method, route, attempt, begun, ended, status, code } = seen;
  const span = new BinaryWriter();
  span.writeBytes(1, parent?.traceId ?? randomBytes(16));
  span.writeBytes(2, randomBytes(8));
  if (parent) span.writeBytes(4, parent.spanId);
  span.writeString(5, `${method} ${route}`);
  span.writeEnum(6, CLIENT_KIND);
  span.writeFixed64String(7, nanoseconds(begun));
  span.writeFixed64String(8, nanoseconds(ended));
  const attributes = {
    "http.request.method": method,
    "http.route": route,
    "http.request.resend_count": attempt,
    "http.response.status_code": status,
    "coze.code": code,
  };
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) writeAttribute(span, 9, key, value);
  if (code !== 0) span.writeMessage(15, {}, () => span.writeEnum(3, ERROR));
  return span.getResultBuffer();
}

function writeAttribute(writer: BinaryWriter, field: number, key: string, value: string | number): void {
  writer.writeMessage(field, {}, () => {
    writer.writeString(1, key);
    writer.writeMessage(2, {}, () => {
      if (typeof value === "string") writer.writeString(1, value);
      else writer.writeInt64(3, value);
    });
  });
}

function requestWith(spans: readonly Uint8Array[]): Buffer {
  const writer = new BinaryWriter();
  writer.writeMessage(1, {}, () => {
    writer.writeMessage(1, {}, () => writeAttribute(writer, 1, "service.name", "pulumi-resource-coze"));
    writer.writeMessage(2, {}, () => {
      for (const span of spans) writer.writeBytes(2, span);
    });
  });
  return Buffer.from(writer.getResultBuffer());
}

function nanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms)) * 1_000_000n);
}
