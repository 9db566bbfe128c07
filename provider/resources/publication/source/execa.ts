import { spawnSync } from "node:child_process";

const LIMIT_MS = 5_000;

interface Options {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/**
 * The part of execa that `env-ci` needs. The bundle has this function in place of execa, so that a publish does not
 * wait for a git that hangs, and takes no lock of a repository that people work in.
 */
export function execaSync(command: string, args: readonly string[], { env, cwd }: Options): { stdout: string } {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: LIMIT_MS,
    windowsHide: true,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
  return { stdout: stdout.trimEnd() };
}
