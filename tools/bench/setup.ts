import { copyFile, cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../emulator";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { Workspace } from "../../tests/harness/cli/workspace";

export const PARALLEL = 16;

/** What the program declares. */
interface Declared {
  bots: number;
  promptBytes: number;
  edited?: boolean;
}

/** A platform, and a project with one of the programs beside this file. */
export interface Place {
  emulator: Emulator;
  ws: Workspace;
  env: Record<string, string>;
  declare(declared: Declared): Promise<void>;
  close(): Promise<void>;
}

const PROGRAMS = join(__dirname, "programs");

export interface PlaceOptions {
  latencyMs: number;
  /**
   * Whether the engine writes the whole state after every step, as it does where the state is a file. That outweighs everything
   * else and grows with the square of the number of resources, so it is measured apart.
   */
  checkpoints?: boolean;
  /** Stands in for the program beside this file. */
  source?: string;
  /** Seen by all its processes. */
  env?: Record<string, string>;
}

export async function openPlace(
  program: string,
  { latencyMs, checkpoints = false, source, env: more }: PlaceOptions,
): Promise<Place> {
  const emulator = await startEmulator({ latencyMs });
  const env = {
    COZE_API_BASE: emulator.url,
    COZE_API_TOKEN: emulator.token,
    COZE_SPACE_ID: emulator.spaceId,
    BENCH_LATENCY_MS: String(latencyMs),
    ...(checkpoints ? {} : { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }),
    ...more,
  };
  const ws = await openWorkspace({ env, timeoutMs: 900_000 });
  const declare = (declared: Declared): Promise<void> =>
    writeFile(join(ws.projectDir, "bench.json"), JSON.stringify(declared));
  await ws.writeProgram(source ?? (await readFile(join(PROGRAMS, `${program}.cjs`), "utf8")), {}, { yaml: CONFIG });
  await copyFile(join(PROGRAMS, "bots.cjs"), join(ws.projectDir, "bots.cjs"));
  await declare({ bots: 0, promptBytes: 0 });
  await installFloor(ws);
  const close = async (): Promise<void> => {
    await ws.close();
    await emulator.close();
  };
  return { emulator, ws, env, declare, close };
}

// The engine's parallelism is to be the limit, for all contenders alike, and not what our client holds back.
const CONFIG = ["config:", '  coze:requestsPerSecond: { value: "10000" }', '  coze:concurrency: { value: "256" }'].join(
  "\n",
);

/** Above the project, where the program and a stub that is evaluated in the project find it. */
async function installFloor({ directory, projectDir }: Workspace): Promise<void> {
  const modules = join(directory, "node_modules");
  await cp(join(PROGRAMS, "bench-floor"), join(modules, "bench-floor"), { recursive: true });
  await symlink(join(projectDir, "node_modules", "@pulumi"), join(modules, "@pulumi"));
}
