import {
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  type DiffResponse,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import path from "node:path";
import { LATE_MODULES } from "../../harness/cli/environment";
import { plain, type Props, ProviderProcess, startProvider, struct } from "../../harness/plugin/client";
import { until } from "../../harness/until";

const ROOT = path.join(__dirname, "../../..");
export const stub = (kind: "bot" | "publication") => `exports.handler=()=>require("pulumi-coze/runtime").${kind}`;

const running: RealHost[] = [];

/** The dynamic-provider host of the Pulumi SDK in a process of its own, until the end of the test. */
export async function startHost(config: Record<string, string>, env: NodeJS.ProcessEnv = {}): Promise<RealHost> {
  const script = [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"];
  const started = await startProvider(RealHost, script, {
    cwd: ROOT,
    env: { PULUMI_NODEJS_PROJECT: "coze", NODE_OPTIONS: LATE_MODULES, ...env },
  });
  running.push(started);
  await started.configure(config);
  return started;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.stop()));
});

export class RealHost extends ProviderProcess {
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
    await this.call("configure", request);
  }

  async check(olds: Props, news: Props): Promise<{ inputs: Props; failures: { property: string; reason: string }[] }> {
    const request = new CheckRequest().setOlds(struct(olds)).setNews(struct(news));
    const answer = await this.call<{ getInputs(): Struct | undefined; getFailuresList(): Failure[] }>("check", request);
    const failures = answer.getFailuresList();
    return {
      inputs: plain(answer.getInputs()),
      failures: failures.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
    };
  }

  async diff(id: string, olds: Props, news: Props): Promise<DiffResponse> {
    const request = new DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
    return this.call("diff", request);
  }

  async create(inputs: Props): Promise<{ id: string; outs: Props }> {
    const request = new CreateRequest().setProperties(struct(inputs));
    const answer = await this.call<Identified>("create", request);
    return { id: answer.getId(), outs: plain(answer.getProperties()) };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props }> {
    const request = new ReadRequest().setId(id).setProperties(struct(props));
    const answer = await this.call<Identified & { getInputs(): Struct | undefined }>("read", request);
    return { id: answer.getId(), outs: plain(answer.getProperties()), inputs: plain(answer.getInputs()) };
  }

  async update(id: string, olds: Props, news: Props): Promise<Props> {
    const request = new UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
    return plain((await this.call<Updated>("update", request)).getProperties());
  }

  async delete(id: string, props: Props): Promise<void> {
    await this.call("delete", new DeleteRequest().setId(id).setProperties(struct(props)));
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
