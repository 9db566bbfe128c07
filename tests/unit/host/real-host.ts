import path from "node:path";
import { LATE_MODULES } from "../../harness/cli/environment";
import { startDynamicHost, type DynamicHost } from "../../harness/plugin/dynamic-host";

const ROOT = path.join(__dirname, "../../..");

/** What a test, or else the whole file, has opened. */
const opened: Record<"test" | "file", (() => Promise<unknown>)[]> = { test: [], file: [] };
let owner: keyof typeof opened = "file";
const closeAll = (of: keyof typeof opened) => Promise.all(opened[of].splice(0).map((close) => close()));
beforeEach(() => void (owner = "test"));
afterEach(async () => {
  owner = "file";
  await closeAll("test");
});
afterAll(() => closeAll("file"));

/** Closes it at the end of the test, or of the file if no test has begun. */
export function closeAtEnd(close: () => Promise<unknown>): void {
  opened[owner].push(close);
}

/** The dynamic-provider host of the Pulumi SDK in a process of its own, until the end of the test or of the file. */
export async function startHost(config: Record<string, string>, env: NodeJS.ProcessEnv = {}): Promise<DynamicHost> {
  const started = await startDynamicHost(config, { cwd: ROOT, env: { NODE_OPTIONS: LATE_MODULES, ...env } });
  closeAtEnd(() => started.stop());
  return started;
}
