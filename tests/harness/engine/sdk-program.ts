import * as pulumi from "@pulumi/pulumi";
import * as sdkState from "@pulumi/pulumi/runtime/state";
import { PROJECT, STACK } from "./names";
import type { Program } from "./engine";
import { Monitor } from "./monitor";

/** What the SDK keeps to itself. */
const internals = sdkState as unknown as {
  withLocalStorage<T>(work: () => T): T;
  getStore(): { settings: { monitor: unknown } };
};

/** The packages that a program in this process can load. */
const MODULES: Readonly<Record<string, () => unknown>> = {
  "@pulumi/pulumi": () => pulumi,
  "pulumi-coze": () => jest.requireActual("../../../provider"),
};

/** Runs the text of a Pulumi program, plain JavaScript, on the SDK, whose monitor is the deployment. */
export function sdkProgram(source: string): Program {
  return (deployment, { preview, env, config }) =>
    internals.withLocalStorage(async () => {
      const monitor = new Monitor(deployment);
      await pulumi.runtime.setMocks(
        { newResource: () => ({ id: undefined, state: {} }), call: () => ({}) },
        PROJECT,
        STACK,
        preview,
      );
      internals.getStore().settings.monitor = monitor;
      pulumi.runtime.setAllConfig(defined(config));
      const ran = pulumi.runtime
        .runInPulumiStack(() => {
          try {
            return Promise.resolve(evaluated(source, env));
          } catch (error) {
            return monitor.stop(error as Error);
          }
        })
        .then(() => (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs());
      // After a failure the engine answers nothing any more, and ends the program.
      await Promise.race([ran, monitor.failed]).finally(() => monitor.idle());
      return monitor.outputs;
    });
}

function evaluated(source: string, env: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const load = (name: string): unknown => {
    const found = MODULES[name];
    if (!found) throw new Error(`a program in process has no module ${name}`);
    return found();
  };
  const exports: Record<string, unknown> = {};
  // In the realm of the test, where an array is an array to the SDK as well.
  const run = Reflect.construct(Function, ["require", "exports", "process", source]) as (...given: unknown[]) => void;
  run(load, exports, { env });
  return exports;
}

function defined(config: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
