import { copyFile, cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { startEmulator, type Emulator } from "../../emulator";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { Workspace } from "../../tests/harness/cli/workspace";
import { ensurePulumi } from "../pulumi-cli/get";

export const PARALLEL = 16;

/** What the program declares. */
interface Declared {
  bots: number;
  promptBytes: number;
  /** The first bot, or all of them. */
  edited?: boolean | "all";
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
  /** Default `js`. */
  language?: "js" | "ts";
  /** The folder of the plugin that its resources are of. */
  plugin?: string;
  /** Folders of language hosts that the CLI has not beside it. */
  hosts?: readonly string[];
}

export async function openPlace(
  program: string,
  { latencyMs, checkpoints = false, source, env: more, language = "js", plugin, hosts = [] }: PlaceOptions,
): Promise<Place> {
  const emulator = await startEmulator({ latencyMs });
  const env = {
    COZE_API_BASE: emulator.url,
    COZE_API_TOKEN: emulator.token,
    COZE_SPACE_ID: emulator.spaceId,
    BENCH_LATENCY_MS: String(latencyMs),
    // A user's processes load the SDK as it is, and the engine collects its garbage: the tests' do neither.
    NODE_OPTIONS: "",
    GOGC: "100",
    ...(checkpoints ? {} : { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }),
    ...more,
  };
  const cli = await ensurePulumi();
  const ws = await openWorkspace({
    cli: { ...cli, binDirs: [...cli.binDirs, ...hosts] },
    env,
    timeoutMs: 900_000,
  });
  const declare = (declared: Declared): Promise<void> =>
    writeFile(join(ws.projectDir, "bench.json"), JSON.stringify(declared));
  const text = source ?? (await readFile(join(PROGRAMS, `${program}.cjs`), "utf8"));
  await ws.writeProgram(text, {}, { language, yaml: stringify({ ...CONFIG, ...(plugin && pluginsOf(plugin)) }) });
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
export const CONFIG = {
  config: { "coze:requestsPerSecond": { value: "10000" }, "coze:concurrency": { value: "256" } },
};

/** What a project says of where its plugin is. */
export const pluginsOf = (path: string): object => ({ plugins: { providers: [{ name: "coze", path }] } });

/** Above the project, where the program and a stub that is evaluated in the project find it. */
async function installFloor({ directory, projectDir }: Workspace): Promise<void> {
  const modules = join(directory, "node_modules");
  await cp(join(PROGRAMS, "bench-floor"), join(modules, "bench-floor"), { recursive: true });
  await symlink(join(projectDir, "node_modules", "@pulumi"), join(modules, "@pulumi"));
}
