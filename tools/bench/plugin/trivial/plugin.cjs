// The least that a plugin can be: it speaks the protocol, and its operations only wait as long as the calls of the real thing take. With
// BENCH_CALLS its creates make those calls.
"use strict";

const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { env } = require("node:process");
const { setTimeout: sleep } = require("node:timers/promises");
const { Server, ServerCredentials } = require("@grpc/grpc-js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const proto = require("@pulumi/pulumi/proto/provider_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { createBot, publishBot } = require("../../programs/bench-floor/calls.cjs");

const call = () => sleep(Number(env.BENCH_LATENCY_MS));
const outputsOf = (inputs) => {
  const contentHash = createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
  return Struct.fromJavaScript({ spaceId: "1", promotionHash: contentHash, contentHash, ...inputs });
};
const isSame = (olds, news) =>
  Object.entries(news).every(([key, value]) => JSON.stringify(olds[key]) === JSON.stringify(value));

const isPublication = (request) => request.getUrn().includes("Publication");

let made = 0;
const answers = {
  getPluginInfo: () => new PluginInfo().setVersion("0.1.0"),
  getSchema: () => new proto.GetSchemaResponse().setSchema(readFileSync(join(__dirname, "schema.json"), "utf8")),
  checkConfig: (request) => new proto.CheckResponse().setInputs(request.getNews()),
  diffConfig: () => new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges.DIFF_NONE),
  configure: () => new proto.ConfigureResponse().setSupportspreview(true),
  check: (request) => new proto.CheckResponse().setInputs(request.getNews()),
  diff: (request) => {
    const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    const same = isSame(request.getOlds().toJavaScript(), request.getNews().toJavaScript());
    return new proto.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
  },
  create: async (request) => {
    const inputs = request.getProperties().toJavaScript();
    const response = new proto.CreateResponse().setProperties(outputsOf(inputs));
    if (request.getPreview()) return response;
    if (env.BENCH_CALLS) return response.setId(await (isPublication(request) ? publishBot : createBot)(inputs));
    await call();
    return response.setId(String(++made));
  },
  read: async (request) => {
    await call();
    const { getId, getProperties, getInputs } = request;
    return new proto.ReadResponse()
      .setId(getId.call(request))
      .setProperties(getProperties.call(request))
      .setInputs(getInputs.call(request));
  },
  update: async (request) => {
    if (!request.getPreview()) await call();
    return new proto.UpdateResponse().setProperties(outputsOf(request.getNews().toJavaScript()));
  },
  // Coze deletes no bot, and takes one off a channel by one call.
  delete: async (request) => {
    if (isPublication(request)) await call();
    return new Empty();
  },
  cancel: () => new Empty(),
};

const server = new Server();
server.addService(
  ResourceProviderService,
  Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      ({ request }, done) => Promise.resolve(answer(request)).then((response) => done(null, response), done),
    ]),
  ),
);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
