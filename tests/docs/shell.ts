import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { startEmulator, type Call, type Emulator } from "../../emulator";
import { startCommand } from "../harness/cli/command";
import { openWorkspace } from "../harness/cli/stack";
import { writeStack } from "../harness/cli/stack-files";
import type { RunOptions, RunResult } from "../harness/cli/types";
import { Watchdog } from "../harness/cli/watchdog";
import type { Workspace } from "../harness/cli/workspace";
import { linkModules } from "../harness/modules";

const COMMAND = join(dirname(require.resolve("pulumi-coze/package.json")), "dist", "cli", "main.js");

/** Runs a command of the project's packages, as npx does, in a sixth of its processor time. */
const NPX = '#!/bin/sh\nexec "node_modules/.bin/$@"\n';

/** What a command printed, and the calls that it made. */
export type Ran = RunResult & { calls: string[]; log: Call[] };

/** A shell of a user who reads the documentation, in an empty folder, with an emulator for Coze. */
export class Shell {
  private constructor(
    readonly emulator: Emulator,
    private readonly ws: Workspace,
    private readonly env: NodeJS.ProcessEnv,
    private readonly watchdog: Watchdog,
  ) {}

  static async open(): Promise<Shell> {
    const [emulator, ws] = [await startEmulator(), await openWorkspace()];
    const { directory, environment } = ws;
    // As npm does when it installs a package; a build does not.
    await chmod(COMMAND, 0o755);
    const bin = join(directory, "bin");
    await mkdir(bin);
    await writeFile(join(bin, "npx"), NPX, { mode: 0o755 });
    const env = {
      ...environment,
      PATH: [bin, environment.PATH].join(delimiter),
      // The guides leave it at the address that a user has by default.
      COZE_API_BASE: emulator.url,
      // The types are checked elsewhere, once for all pages.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };
    return new Shell(emulator, ws, env, new Watchdog(basename(directory), directory));
  }

  /** Writes a file of the project in the folder; its packages are the checkout's, as after `npm install`. */
  async write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.ws.directory, folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    await linkModules(join(this.ws.directory, folder)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
  }

  /** Makes the stack of the project in the folder, as `pulumi stack init dev` does. */
  async initStack(folder: string): Promise<void> {
    const { backendDir, directory, stack } = this.ws;
    const yaml = await readFile(join(directory, folder, "Pulumi.yaml"), "utf8");
    const project = /^name: *(.*)$/m.exec(yaml)?.[1] ?? "";
    await writeStack({ backendDir, configFile: join(directory, folder, `Pulumi.${stack}.yaml`), project, stack });
  }

  async run(folder: string, line: string, options: RunOptions = {}): Promise<Ran> {
    this.emulator.clearCalls();
    const cwd = join(this.ws.directory, folder);
    const args = ["-euo", "pipefail", "-c", line];
    const spec = { command: "bash", args, cwd, env: this.env, timeoutMs: 500_000, watchdog: this.watchdog };
    const result = await startCommand(spec, options).done;
    const log = this.emulator.calls;
    return { ...result, log, calls: log.map(({ route }) => route) };
  }

  async close(): Promise<void> {
    await this.watchdog.close();
    await this.ws.close();
    await this.emulator.close();
  }
}
