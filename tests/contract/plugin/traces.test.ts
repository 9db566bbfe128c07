import { Metadata, Server, ServerCredentials, type handleUnaryCall } from "@grpc/grpc-js";
import { CreateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { struct } from "../../harness/plugin/client";
import { PluginScene, urnOf } from "./scene";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";

let collector: Server;
let received: Buffer[] = [];
let t: PluginScene;
beforeAll(async () => {
  const take: handleUnaryCall<Buffer, Buffer> = ({ request }, done) => {
    received.push(request);
    done(null, Buffer.alloc(0));
  };
  const asIs = (bytes: Buffer): Buffer => bytes;
  const path = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
  const method = {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: asIs,
    requestDeserialize: asIs,
  };
  collector = new Server();
  collector.addService({ export: { ...method, responseSerialize: asIs, responseDeserialize: asIs } }, { export: take });
  const port = await new Promise<number>((resolve, reject) => {
    collector.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  t = await PluginScene.open({}, { PULUMI_OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await t.close();
  collector.forceShutdown();
});
beforeEach(() => {
  received = [];
});

const text = (): string => Buffer.concat(received).toString("latin1");

test("each call to Coze is a span of its route, without ids, words and the token", async () => {
  const { inputs } = await t.check("Bot", { name: "Marker", promptInfo: { prompt: "Secret words" } });
  expect(received).toEqual([]);
  const { id, outs } = await t.create("Bot", inputs);
  await t.read("Bot", id, outs, inputs);
  expect(text().split("http.route")).toHaveLength(t.calls.length + 1);
  for (const name of ["POST /v1/bot/create", "GET /v1/bots/:id", "http.response.status_code", "coze.code"]) {
    expect(text()).toContain(name);
  }
  for (const hidden of [id, t.emulator.token, t.emulator.spaceId, "Marker", "Secret words"]) {
    expect(text()).not.toContain(hidden);
  }
});

test("a span is the child of the engine's request", async () => {
  t.emulator.clearCalls();
  const { inputs } = await t.check("Bot", { name: "Child" });
  const metadata = new Metadata();
  metadata.set("traceparent", `00-${TRACE}-${PARENT}-01`);
  await t.createWith(metadata, new CreateRequest().setUrn(urnOf("Bot")).setProperties(struct(inputs)));
  const count = (hex: string): number => text().split(Buffer.from(hex, "hex").toString("latin1")).length - 1;
  expect([count(TRACE), count(PARENT)]).toEqual([t.calls.length, t.calls.length]);
});

test("each attempt of a call is a span with its number", async () => {
  const { inputs } = await t.check("Bot", { name: "Repeated" });
  t.emulator.fault({ route: "POST /v1/bot/create", kind: { status: 429, retryAfter: "0" } });
  await t.create("Bot", inputs);
  const key = "http.request.resend_count";
  const [, ...spans] = text().split("POST /v1/bot/create");
  // After the key three bytes of OTLP's value, then the number.
  expect(spans.map((span) => span.charCodeAt(span.indexOf(key) + key.length + 3))).toEqual([0, 1]);
});
