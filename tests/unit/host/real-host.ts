import path from "node:path";
import { LATE_MODULES } from "../../harness/cli/environment";
import { startDynamicHost, type DynamicHost } from "../../harness/plugin/dynamic-host";

const ROOT = path.join(__dirname, "../../..");

const running: DynamicHost[] = [];

/** The dynamic-provider host of the Pulumi SDK in a process of its own, until the end of the test. */
export async function startHost(config: Record<string, string>, env: NodeJS.ProcessEnv = {}): Promise<DynamicHost> {
  const started = await startDynamicHost(config, { cwd: ROOT, env: { NODE_OPTIONS: LATE_MODULES, ...env } });
  running.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.stop()));
});
