import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Deployment, Registered } from "./deployment";
import { STACK_TYPE, urnOf } from "./names";
import type { Goal } from "./state";
import { hashed, withSecrets, type Properties } from "./values";

type Answer<T> = (error: Error | null, answer?: T) => void;

/** The SDK gets the same features as in a test with mocks. Lookups must still not take the run for such a test. */
const FEATURES = new MockMonitor({ newResource: () => ({ id: undefined, state: {} }), call: () => ({}) });

/** The engine's side of a program that runs on the SDK in this process. */
export class Monitor {
  readonly supportsFeature = FEATURES.supportsFeature.bind(FEATURES);
  readonly getDeploymentInfo = FEATURES.getDeploymentInfo.bind(FEATURES);
  outputs: Properties | undefined;
  /** Rejects with the first failure. */
  readonly failed: Promise<never>;
  private fail: (error: Error) => void = () => undefined;
  private hasFailed = false;
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(private readonly deployment: Deployment) {
    this.failed = new Promise<never>((_, reject) => {
      this.fail = (error) => {
        this.hasFailed = true;
        reject(error);
      };
    });
    this.failed.catch(() => undefined);
  }

  registerResource = (request: proto.RegisterResourceRequest, done: Answer<proto.RegisterResourceResponse>) =>
    this.during(async () => {
      const { urn, id, outputs } = await this.deployment.register(goalOf(request));
      const marked = withSecrets(outputs, request.getAdditionalsecretoutputsList());
      const answer = new proto.RegisterResourceResponse()
        .setUrn(urn)
        .setId(id ?? "")
        .setObject(struct(marked));
      return () => done(null, answer);
    });

  readResource = (request: proto.ReadResourceRequest, done: Answer<proto.ReadResourceResponse>) =>
    this.during(async () => {
      const goal = {
        type: request.getType(),
        urn: urnOf(request.getType(), request.getName(), request.getParent()),
        custom: true,
        inputs: properties(request.getProperties()),
        parent: request.getParent(),
        provider: request.getProvider(),
        dependencies: request.getDependenciesList(),
        propertyDependencies: {},
      };
      const read: Registered = await this.deployment.read(goal, request.getId());
      const answer = new proto.ReadResourceResponse().setUrn(read.urn).setProperties(struct(read.outputs));
      return () => done(null, answer);
    });

  registerResourceOutputs = (request: proto.RegisterResourceOutputsRequest, done: Answer<object>): void => {
    if (request.getUrn().includes(`::${STACK_TYPE}::`)) this.outputs = properties(request.getOutputs());
    done(null, {});
  };

  /** Ends the run, like an error that a program throws. */
  stop(error: Error): Promise<never> {
    this.fail(error);
    return new Promise(() => undefined);
  }

  /** Waits for the steps that are under way. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Takes a step and answers. After a failure it takes no new step and answers nothing. */
  private async during(work: () => Promise<() => void>): Promise<void> {
    if (this.hasFailed) return;
    const step = work().then(
      (answer) => {
        if (!this.hasFailed) answer();
      },
      (error: unknown) => this.fail(error as Error),
    );
    this.underWay.add(step);
    await step;
    this.underWay.delete(step);
  }
}

function goalOf(request: proto.RegisterResourceRequest): Goal {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((dependencies, key) => {
    propertyDependencies[key] = dependencies.getUrnsList();
  });
  return {
    type,
    urn: urnOf(type, name, parent),
    custom: request.getCustom(),
    inputs: properties(request.getObject()),
    parent,
    provider: request.getProvider(),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deleteBeforeReplace: request.getDeletebeforereplace(),
    ignoreChanges: request.getIgnorechangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [
      ...request.getAliasurnsList(),
      ...request.getAliasesList().map((alias) => aliasUrn(alias, { type, name, parent })),
    ],
  };
}

function aliasUrn(alias: Alias, own: { type: string; name: string; parent: string }): string {
  const spec = alias.getSpec();
  if (!spec) return alias.getUrn();
  const parent = spec.getNoparent() ? undefined : spec.getParenturn() || own.parent;
  return urnOf(spec.getType() || own.type, spec.getName() || own.name, parent);
}

const properties = (given: Struct | undefined): Properties =>
  hashed((given?.toJavaScript() ?? {}) as Properties, process.cwd());

const struct = (values: Properties): Struct => Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
