import type { Metadata } from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  InvokeRequest,
  PropertyDiff,
  ReadRequest,
  UpdateRequest,
  type CheckResponse,
  type CreateResponse,
  type InvokeResponse,
  type ListRequest,
  type ListResponse,
  type ReadResponse,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { startEmulator, type Emulator } from "../../../emulator";
import { plain, startPlugin, struct, type ProviderProcess, type Props } from "../../harness/plugin/client";
import { FakeEngine } from "../../harness/plugin/engine";

export const urnOf = (kind: string, name = "support"): string => `urn:pulumi:dev::program::coze:index:${kind}::${name}`;
export const PROVIDER = "urn:pulumi:dev::program::pulumi:providers:coze::default_0_1_0";

export interface ResourceDiff {
  readonly changes: boolean;
  readonly replaces: string[];
  /** The kind of each changed path. */
  readonly detailed: Record<string, string>;
}

/** The plugin, an engine for its log and an emulator, for the tests of a file. */
export class PluginScene {
  private constructor(
    readonly emulator: Emulator,
    readonly engine: FakeEngine,
    private plugin: ProviderProcess,
    readonly settings: Props,
  ) {}

  static async open(settings: Props = {}, env: NodeJS.ProcessEnv = {}): Promise<PluginScene> {
    const emulator = await startEmulator();
    const engine = await FakeEngine.start();
    const plugin = await startPlugin(env, engine.address);
    const { url: baseUrl, token, spaceId } = emulator;
    const scene = new PluginScene(emulator, engine, plugin, {
      baseUrl,
      token,
      spaceId,
      allowSameName: "true",
      ...settings,
    });
    await scene.configure(scene.settings);
    return scene;
  }

  /** Ends the process, and starts the one of the next run. */
  async restart(): Promise<void> {
    await this.plugin.stop();
    this.plugin = await startPlugin({}, this.engine.address);
    await this.configure(this.settings);
  }

  /** The engine is killed; the promise ends with the plugin. */
  loseEngine(): Promise<void> {
    return this.plugin.loseEngine();
  }

  async close(): Promise<void> {
    await this.plugin.stop();
    this.engine.stop();
    await this.emulator.close();
  }

  get calls(): string[] {
    return this.emulator.calls.map(({ route }) => route);
  }

  configure(args: Props, urn = PROVIDER): Promise<unknown> {
    const request = new ConfigureRequest().setArgs(struct(args)).setUrn(urn);
    return this.call("configure", request);
  }

  attach(address: string): Promise<unknown> {
    return this.call("attach", new PluginAttach().setAddress(address));
  }

  async check(kind: string, news: Props, olds: Props = {}): Promise<{ inputs: Props; failures: string[] }> {
    const request = new CheckRequest().setUrn(urnOf(kind)).setOlds(struct(olds)).setNews(struct(news));
    const answer = await this.call<CheckResponse>("check", request);
    const failures = answer.getFailuresList().map((failure) => failure.getProperty() + failure.getReason());
    return { inputs: plain(answer.getInputs()), failures };
  }

  async diff(kind: string, id: string, olds: Props, news: Props, oldInputs: Props = {}): Promise<ResourceDiff> {
    const request = new DiffRequest()
      .setId(id)
      .setUrn(urnOf(kind))
      .setOlds(struct(olds))
      .setNews(struct(news))
      .setOldInputs(struct(oldInputs));
    const answer = await this.call<DiffResponse>("diff", request);
    const kinds = Object.entries(PropertyDiff.Kind);
    const detailed = [...answer.getDetaileddiffMap().entries()].map(([path, diff]) => {
      const found = kinds.find(([, value]) => value === diff.getKind());
      return [path, found?.[0] ?? ""];
    });
    return {
      changes: answer.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
      replaces: answer.getReplacesList(),
      detailed: Object.fromEntries(detailed) as Record<string, string>,
    };
  }

  async create(
    kind: string,
    inputs: Props,
    options: { preview?: boolean; timeout?: number } = {},
  ): Promise<{ id: string; outs: Props }> {
    const request = new CreateRequest()
      .setUrn(urnOf(kind))
      .setProperties(struct(inputs))
      .setPreview(options.preview ?? false)
      .setTimeout(options.timeout ?? 0);
    const answer = await this.call<CreateResponse>("create", request);
    return { id: answer.getId(), outs: plain(answer.getProperties()) };
  }

  /** Of a refresh with `outs` and `inputs`; of an import with neither; of a read by id alone with `inputs` only. */
  async read(
    kind: string,
    id: string,
    outs?: Props,
    inputs?: Props,
  ): Promise<{ id: string; outs: Props; inputs: Props }> {
    const request = new ReadRequest().setId(id).setUrn(urnOf(kind));
    if (outs) request.setProperties(struct(outs));
    if (inputs) request.setInputs(struct(inputs));
    const answer = await this.call<ReadResponse>("read", request);
    return { id: answer.getId(), outs: plain(answer.getProperties()), inputs: plain(answer.getInputs()) };
  }

  async update(
    kind: string,
    id: string,
    olds: Props,
    news: Props,
    options: { preview?: boolean; oldInputs?: Props } = {},
  ): Promise<Props> {
    const request = new UpdateRequest()
      .setId(id)
      .setUrn(urnOf(kind))
      .setOlds(struct(olds))
      .setNews(struct(news))
      .setOldInputs(struct(options.oldInputs ?? {}))
      .setPreview(options.preview ?? false);
    return plain((await this.call<UpdateResponse>("update", request)).getProperties());
  }

  async delete(kind: string, id: string, outs: Props): Promise<void> {
    await this.call("delete", new DeleteRequest().setId(id).setUrn(urnOf(kind)).setProperties(struct(outs)));
  }

  async invoke(token: string, args: Props): Promise<{ result: Props; failures: string[] }> {
    const answer = await this.call<InvokeResponse>("invoke", new InvokeRequest().setTok(token).setArgs(struct(args)));
    return {
      result: plain(answer.getReturn()),
      failures: answer.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  list(request: ListRequest): Promise<ListResponse[]> {
    const stream = this.plugin.client.list(request);
    return new Promise((resolve, reject) => {
      const responses: ListResponse[] = [];
      stream.on("data", (response: ListResponse) => responses.push(response));
      stream.on("end", () => resolve(responses));
      stream.on("error", reject);
    });
  }

  /** One create with metadata beside the request, as an engine sends them. */
  createWith(metadata: Metadata, request: CreateRequest): Promise<CreateResponse> {
    return new Promise((resolve, reject) => {
      this.plugin.client.create(request, metadata, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  /** One call of the protocol, by its name in the client. */
  call<R>(method: string, request: object): Promise<R> {
    return this.plugin.call<R>(method, request);
  }
}
