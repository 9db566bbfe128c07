import { copyFile, cp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { startEmulator, type Emulator } from "../../emulator";
import { openWorkspace } from "../../tests/harness/cli/stack";
import type { Workspace } from "../../tests/harness/cli/workspace";
import { PLUGIN } from "../plugin/build";
import { ensurePulumi } from "../pulumi-cli/get";

/** The programs beside this file, with their labels in the table. */
export const CONTENDERS = {
  package: "pulumi-coze",
  plugin: "its plugin",
  floor: "floor: the same calls and outputs, no more",
  naive: "naive dynamic provider",
} as const;
export type Contender = keyof typeof CONTENDERS;

const PROGRAMS = join(__dirname, "programs");
const PARALLEL = ["--parallel", "16"];
// The engine's parallelism limits all contenders alike. Our client's own limits would slow down ours alone.
const CONFIG = { "coze:requestsPerSecond": { value: "10000" }, "coze:concurrency": { value: "256" } };

/** One contender's server and stack. */
export class Place {
  private constructor(
    readonly emulator: Emulator,
    private readonly ws: Workspace,
  ) {}

  static async open(contender: Contender, latencyMs: number): Promise<Place> {
    const emulator = await startEmulator({ latencyMs });
    const env = {
      COZE_API_BASE: emulator.url,
      COZE_API_TOKEN: emulator.token,
      COZE_SPACE_ID: emulator.spaceId,
      // As for a user: the tests load parts of the SDK late, and switch off the engine's garbage collection.
      NODE_OPTIONS: "",
      GOGC: "100",
      // The engine would write the whole state file after every step. That outweighs everything else in a large stack.
      ...{ PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" },
    };
    const ws = await openWorkspace({ cli: await ensurePulumi(), env, timeoutMs: 900_000 });
    const plugins = { providers: [{ name: "coze", path: PLUGIN }] };
    const yaml = stringify({ config: CONFIG, ...(contender === "plugin" && { plugins }) });
    await ws.writeProgram(await readFile(join(PROGRAMS, `${contender}.cjs`), "utf8"), {}, { yaml });
    await copyFile(join(PROGRAMS, "bots.cjs"), join(ws.projectDir, "bots.cjs"));
    // Above the project, so that the program finds it, and the stub that is evaluated in the project, too.
    const modules = join(ws.directory, "node_modules");
    await cp(join(PROGRAMS, "bench-floor"), join(modules, "bench-floor"), { recursive: true });
    await symlink(join(ws.projectDir, "node_modules", "@pulumi"), join(modules, "@pulumi"));
    // Makes the stack, so that the measured commands do not.
    await ws.run(["stack", "ls"]);
    return new Place(emulator, ws);
  }

  declare(bots: number, edited: boolean): Promise<void> {
    return writeFile(join(this.ws.projectDir, "bench.json"), JSON.stringify({ bots, edited }));
  }

  async run(command: "up" | "preview" | "refresh" | "destroy"): Promise<void> {
    await this.ws[command]({ args: PARALLEL });
  }

  /** The size of the resources in the state, as JSON. */
  async stateBytes(): Promise<number> {
    const { deployment } = await this.ws.exportState();
    return Buffer.byteLength(JSON.stringify(deployment.resources ?? []));
  }

  async close(): Promise<void> {
    await this.ws.close();
    await this.emulator.close();
  }
}
