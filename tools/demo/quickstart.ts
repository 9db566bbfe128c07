import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { Workspace } from "../../tests/harness/cli/workspace";

const CHECKOUT = join(__dirname, "..", "..");

export interface Quickstart {
  readonly emulator: Emulator;
  readonly ws: Workspace;
  /** The address, the token and the workspace of the emulator. */
  readonly env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * A copy of the quickstart, whose prompt may be edited, with the real engine and an emulator. All of it ends with this
 * process.
 */
export async function openQuickstart(): Promise<Quickstart> {
  const emulator = await startEmulator();
  const env = { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token, COZE_SPACE_ID: emulator.spaceId };
  // A test checks the types of all examples.
  const ws = await openWorkspace({ env: { ...env, PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
  const filter = (path: string): boolean => !path.endsWith("node_modules");
  await cp(join(CHECKOUT, "examples", "quickstart"), ws.projectDir, { recursive: true, filter });
  await symlink(join(CHECKOUT, "node_modules"), join(ws.projectDir, "node_modules"));
  const close = async (): Promise<void> => {
    await ws.close();
    await emulator.close();
  };
  return { emulator, ws, env, close };
}
