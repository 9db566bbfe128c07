import { spawnSync } from "node:child_process";

const LIMIT_MS = 5_000;

interface Options {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/**
 * What `env-ci` needs of execa, in whose place the bundle has this: a publish does not wait for a git that hangs, nor
 * take the lock of a repository that people work in.
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
