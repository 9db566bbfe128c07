import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { grpcFailure } from "../../../provider/host/plugin/failure";
import { KINDS } from "../../../provider/kinds";
import { Kinds } from "../../../provider/host/plugin/kinds";
import { Names } from "../../../provider/host/plugin/names";
import { ResourceRequests } from "../../../provider/host/plugin/requests";
import type { Session } from "../../../provider/session/session";
import { partial, plain, struct, type Props } from "../plugin/client";
import { ofEach, type Host, type Kind } from "./providers";

/** The names of the schema: the programs of tests use them. */
const NAMES = new Names(
  () => readFileSync(join(__dirname, "..", "..", "..", "schema.json"), "utf8"),
  () => (name) => name,
);

/** The plugin in this process: its answers to the engine's requests about resources, without its server. */
export function pluginHost(session: Session): Readonly<Record<Kind, Host>> {
  return pluginProcess(session)("");
}

/** The same for an engine that names the resource of a request by its URN. Without a URN, the request has the name only. */
export function pluginProcess(session: Session): (urn: string) => Readonly<Record<Kind, Host>> {
  const requests = new ResourceRequests(new Kinds(session, KINDS), NAMES, () => session.clock.now());
  return (urn) => ofEach((kind) => new PluginKind(kind, requests, session, urn));
}

class PluginKind implements Host {
  constructor(
    private readonly kind: Kind,
    private readonly requests: ResourceRequests,
    private readonly session: Session,
    private readonly resource: string,
  ) {}

  readonly preview: Host["preview"] = {
    create: (inputs) => this.createOr(inputs, true),
    update: (...step) => this.updateOr(true, ...step),
  };

  configure: Host["configure"] = ({ config }) => {
    this.session.configure((key) => config.get(key));
    return Promise.resolve();
  };

  check: Host["check"] = async (olds, news) => {
    const { name, props } = declared(news);
    const request = new proto.CheckRequest().setUrn(this.urn(name)).setOlds(own(olds)).setNews(struct(props));
    const answer = await answered(this.requests.check(request.serializeBinary()));
    const failures = answer.getFailuresList().map((one) => ({ property: one.getProperty(), reason: one.getReason() }));
    return { inputs: plain(answer.getInputs()), failures };
  };

  diff: Host["diff"] = async (id, olds, news, oldInputs) => {
    const request = new proto.DiffRequest()
      .setId(id)
      .setUrn(this.urn(news["__resource"]))
      .setOlds(own(olds))
      .setNews(own(news))
      .setOldInputs(own(oldInputs));
    const answer = await answered(this.requests.diff(request));
    const changes = answer.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME;
    return { changes, replaces: answer.getReplacesList() };
  };

  create: Host["create"] = (inputs) => this.createOr(inputs, false);

  read: Host["read"] = async (id, props, inputs) => {
    const request = new proto.ReadRequest()
      .setId(id)
      .setUrn(this.urn(props["__resource"]))
      .setProperties(own(props))
      .setInputs(own(inputs));
    const answer = await answered(this.requests.read(request));
    return { id: answer.getId(), props: plain(answer.getProperties()), inputs: plain(answer.getInputs()) };
  };

  /** An import is a read without inputs. */
  import: Host["import"] = async (id) => {
    const answer = await answered(this.requests.read(new proto.ReadRequest().setId(id).setUrn(this.urn(id))));
    if (answer.getId() === "") throw new Error(`resource '${id}' does not exist`);
    return { props: plain(answer.getProperties()), inputs: plain(answer.getInputs()) };
  };

  update: Host["update"] = (...step) => this.updateOr(false, ...step);

  delete: Host["delete"] = async (id, props) => {
    const urn = this.urn(props["__resource"]);
    await answered(this.requests.delete(new proto.DeleteRequest().setId(id).setUrn(urn).setProperties(own(props))));
  };

  private async createOr(inputs: Props, preview: boolean): Promise<{ id: string; outs: Props }> {
    const request = new proto.CreateRequest()
      .setUrn(this.urn(inputs["__resource"]))
      .setProperties(own(inputs))
      .setPreview(preview);
    const answer = await answered(this.requests.create(request));
    return { id: answer.getId(), outs: plain(answer.getProperties()) };
  }

  private async updateOr(preview: boolean, id: string, olds: Props, news: Props, oldInputs: Props) {
    const request = new proto.UpdateRequest()
      .setId(id)
      .setUrn(this.urn(news["__resource"]))
      .setOlds(own(olds))
      .setNews(own(news))
      .setOldInputs(own(oldInputs))
      .setPreview(preview);
    return { outs: plain((await answered(this.requests.update(request))).getProperties()) };
  }

  private urn(name: unknown): string {
    if (this.resource !== "") return this.resource;
    return `urn:pulumi:dev::program::coze:index:${this.kind}::${String(name)}`;
  }
}

/** The inputs as a program in another language declares them, without the inputs that only the classes add. */
function declared({ __resource: name, __provider, ...props }: Props): { name: unknown; props: Props } {
  return { name, props };
}

/** Without the text of the dynamic provider. */
function own({ __provider, ...props }: Props): Struct {
  return struct(props);
}

/** An error as the engine reads it from the wire. A partial failure has the result so far. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const status = grpcFailure(error);
    throw partial(status) ?? new Error(status.details, { cause: error });
  }
}
