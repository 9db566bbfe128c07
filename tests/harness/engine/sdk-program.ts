import "./no-promise-stacks";
import * as pulumi from "@pulumi/pulumi";
import * as sdkState from "@pulumi/pulumi/runtime/state";
import { PROJECT, STACK } from "./names";
import type { Program } from "./engine";
import { Monitor } from "./monitor";

/** Internals of the SDK. */
const internals = sdkState as unknown as {
  withLocalStorage<T>(work: () => T): T;
  getStore(): { settings: { monitor: unknown } };
};

/** The packages that a program in this process can load; the last three are of the examples. */
const MODULES: Readonly<Record<string, () => unknown>> = {
  "@pulumi/pulumi": () => pulumi,
  "pulumi-coze": () => jest.requireActual("../../../provider"),
  "node:fs": () => jest.requireActual("node:fs"),
  "node:path": () => jest.requireActual("node:path"),
  yaml: () => jest.requireActual("yaml"),
};

let runs = 0;

/** Runs the text of a Pulumi program, plain JavaScript, on the SDK. The deployment is the SDK's monitor. */
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
      // Lookups keep a session by the configuration. A new key gives each program a session of its own, as a new
      // process would.
      pulumi.runtime.setAllConfig({ ...defined(config), "test:run": String(++runs) });
      const leave = enter(env);
      const ran = pulumi.runtime
        .runInPulumiStack(async () => {
          try {
            return await evaluated(source, env);
          } catch (error) {
            return monitor.stop(error as Error);
          }
        })
        .then(() => (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs());
      // After a failure the engine answers nothing more, and ends the program.
      await Promise.race([ran, monitor.failed])
        .finally(() => monitor.idle())
        .finally(leave);
      return monitor.outputs;
    });
}

/** Sets the environment of the program, which lookups read. The returned function restores the earlier one. */
function enter(env: Readonly<Record<string, string | undefined>>): () => void {
  const before = process.env;
  process.env = defined({ ...before, ...env });
  return () => {
    process.env = before;
  };
}

function evaluated(source: string, env: Readonly<Record<string, string | undefined>>): unknown {
  const load = (name: string): unknown => {
    const found = MODULES[name];
    if (!found) throw new Error(`a program in process has no module ${name}`);
    return found();
  };
  const module: { exports: unknown } = { exports: {} };
  // The text runs in the realm of the test, so that its arrays are arrays for the SDK, too.
  const run = Reflect.construct(Function, ["require", "module", "exports", "process", source]) as (
    ...given: unknown[]
  ) => void;
  run(load, module, module.exports, { env });
  return typeof module.exports === "function" ? (module.exports as () => unknown)() : module.exports;
}

function defined(config: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
