import { exec } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { engineEnvironment } from "../../harness/cli/environment";
import { foundCli } from "../../harness/cli/found";

const run = promisify(exec);

/** A user's shell in an empty project, with a Pulumi home and a backend of its own. */
export interface UserShell extends AsyncDisposable {
  /** The project. */
  readonly folder: string;
  /** Runs a command in it; fails where the command does. The result is what it printed. */
  sh(command: string, env?: Record<string, string>): Promise<string>;
}

export async function openShell(): Promise<UserShell> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-")));
  const [folder, backendDir] = [join(directory, "project"), join(directory, "backend")];
  for (const name of [folder, backendDir, join(directory, "tmp")]) await mkdir(name);
  const environment = engineEnvironment({ cli: await foundCli(), directory, backendDir });
  return {
    folder,
    async sh(command, env = {}) {
      const { stdout, stderr } = await run(command, { cwd: folder, env: { ...environment, ...env } });
      return stdout + stderr;
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}
