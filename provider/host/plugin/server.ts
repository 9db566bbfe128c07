import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  ConfigureResponse,
  GetSchemaResponse,
  ProviderHandshakeResponse,
  type CheckRequest,
  type ConfigureRequest,
  type DeleteRequest,
  type DiffRequest,
  type InvokeRequest,
  type ListRequest,
  type ProviderHandshakeRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { leaveWithEngine } from "../leave";
import { Session } from "../../session/session";
import { answersWith } from "./answers";
import { checkConfig, diffConfig, settingReader } from "./configuration";
import { EngineLog } from "./engine-log";
import { invoke, type FindLookup } from "./functions";
import type { KindSources } from "../kind";
import { Kinds } from "./kinds";
import { spellingIn } from "./language";
import { list } from "./listing";
import { Names } from "./names";
import { ResourceRequests } from "./requests";
import { Traces } from "./traces";

/** The parts of the plugin beside its code. */
export interface PluginPackage {
  readonly version: string;
  /** The package's schema, as JSON. */
  readonly schema: () => string;
  readonly kinds: KindSources;
  readonly findLookup: FindLookup;
}

/** The size limit of a message. A state with large documents is sent in one message. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** The service of the protocol. A check arrives as bytes, since its lists are counted before they become values. */
const SERVICE = {
  ...ResourceProviderService,
  check: { ...ResourceProviderService.check, requestDeserialize: (bytes: Buffer) => bytes },
};

/** Serves the provider on a free port of this machine, and returns the port. */
export async function serve(pkg: PluginPackage, engineAddress: string | undefined): Promise<number> {
  const server = new Server({ "grpc.max_receive_message_length": MAX_MESSAGE_BYTES });
  server.addService(SERVICE, implementation(pkg, engineAddress));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** The names of the program in this folder, where the engine has started the plugin. */
function namesIn({ schema }: PluginPackage): Names {
  return new Names(schema, () => spellingIn(process.cwd()));
}

function implementation(pkg: PluginPackage, engineAddress: string | undefined): UntypedServiceImplementation {
  const log = new EngineLog();
  if (engineAddress) log.attach(engineAddress);
  const session = new Session({ log: (entry) => log.write(entry, ResourceRequests.runningUrn()) });
  leaveWithEngine(session);
  const { unary, streaming } = answersWith(log, Traces.from(process.env));
  const resources = new ResourceRequests(new Kinds(session, pkg.kinds), namesIn(pkg), () => session.clock.now());

  return {
    handshake: unary((request: ProviderHandshakeRequest) => {
      log.attach(request.getEngineAddress());
      // After a handshake the engine ignores the same flags in the answer to Configure.
      return new ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptResources(true);
    }),
    attach: unary((request: PluginAttach) => {
      log.attach(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion(pkg.version)),
    getSchema: unary(() => new GetSchemaResponse().setSchema(pkg.schema())),
    checkConfig: unary((request: CheckRequest) => checkConfig(request.getNews(), request.getUrn(), process.env)),
    diffConfig: unary((request: DiffRequest) =>
      diffConfig(request.hasOldInputs() ? request.getOldInputs() : request.getOlds(), request.getNews()),
    ),
    configure: unary((request: ConfigureRequest) => {
      session.begin();
      session.configure(settingReader(request.getArgs(), request.getUrn() ?? ""));
      // A test has to know which of its cases are secret. Without `acceptSecrets` the engine would remove the marks of
      // secrets.
      return new ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true).setAcceptresources(true);
    }),
    check: unary((message: Buffer) => resources.check(message)),
    diff: unary((request: DiffRequest) => resources.diff(request)),
    create: unary(resources.create.bind(resources)),
    read: unary(resources.read.bind(resources)),
    update: unary(resources.update.bind(resources)),
    delete: unary(async (request: DeleteRequest) => {
      await resources.delete(request);
      return new Empty();
    }),
    list: streaming((request: ListRequest) => list(session, pkg.kinds, request)),
    invoke: unary((request: InvokeRequest) => invoke(session, pkg.findLookup, request)),
    // The engine sends this request at the end of every run, so nothing is logged.
    cancel: unary(() => {
      session.cancel();
      return new Empty();
    }),
  };
}
