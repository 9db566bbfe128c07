import { mkdir, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { PulumiCli } from "../../../tools/pulumi-cli/get";
import { engineEnvironment } from "./environment";
import { foundCli } from "./found";
import { Vault } from "./vault";
import { Watchdog } from "./watchdog";
import { Workspace } from "./workspace";

export interface WorkspaceOptions {
  /** Default: the CLI of `foundCli()`. */
  cli?: PulumiCli;
  /** An existing project, which is used in its place and never written to. Default: a new one for `writeProgram`. */
  projectDir?: string;
  /** Default: `dev`. The first command makes the stack. */
  stack?: string;
  /** Set for every command. */
  env?: Record<string, string | undefined>;
  /** The time limit of each command. Default: 500 s. */
  timeoutMs?: number;
  /** Another workspace's backend, for stack references between projects. */
  backendDir?: string;
}

/**
 * A place to run the real engine in, with its own home, backend and project. `close()` removes it, and so does the end
 * of this process.
 */
export async function openWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const cli = options.cli ?? (await foundCli());
  const directory = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-")));
  const watchdog = new Watchdog(basename(directory), directory);
  const backendDir = options.backendDir ?? join(directory, "backend");
  const projectDir = join(directory, "project");
  await Promise.all(
    [backendDir, projectDir, join(directory, "home"), join(directory, "tmp")].map((dir) =>
      mkdir(dir, { recursive: true }),
    ),
  );
  const vault = await Vault.start();
  const env = {
    ...engineEnvironment({ cli, directory, backendDir }),
    ...vault.env,
    // Another test checks the types of the examples once.
    ...(options.projectDir && { PULUMI_NODEJS_TRANSPILE_ONLY: "true" }),
    ...options.env,
  };
  return new Workspace({ ...options, cli, directory, backendDir, ownProjectDir: projectDir, env, watchdog, vault });
}
