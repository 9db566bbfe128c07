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
import { until } from "../until";
import { plain, type Props, ProviderProcess, startProvider, struct } from "./client";

/** The provider's text in the state. */
export const stub = (kind: "bot" | "publication") => `exports.handler=()=>require("pulumi-coze/runtime").${kind}`;

const SCRIPT = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
/** The ports of engines that do not exist: each host has its own, as a run of its own. Real ports are lower. */
let engines = process.pid * 1_000 + 100_000;

/** Starts a host as the engine does, in a folder whose packages it loads. The caller stops it. */
export async function startDynamicHost(
  config: Readonly<Record<string, string>>,
  { cwd, env }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<DynamicHost> {
  const host = await startProvider(DynamicHost, [SCRIPT, `127.0.0.1:${engines++}`], {
    cwd,
    env: { PULUMI_NODEJS_PROJECT: "coze", ...env },
  });
  try {
    await host.configure(config);
    return host;
  } catch (error) {
    await host.stop();
    throw error;
  }
}

/** The dynamic-provider host of the Pulumi SDK in its own process. */
export class DynamicHost extends ProviderProcess {
  /** Waits until the text is printed. The answer to a call may come earlier. */
  async printed(text: string): Promise<void> {
    await until(() => this.stderr.includes(text));
  }

  /** Waits until this many lines are printed, and returns them. The answer to the last call may come earlier. */
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
