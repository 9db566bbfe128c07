import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Emulator } from "../../../emulator";
import { run } from "../../../provider/cli/run";

export const MAIN = join(dirname(require.resolve("pulumi-coze/package.json")), "dist", "cli", "main.js");

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  /** Default: the address and the token of the emulator. */
  env?: Record<string, string | undefined>;
  /** What is piped in; without it, standard input is empty. */
  input?: string;
  /** Runs it on a terminal of its own, which `stdout` is then all of. */
  terminal?: boolean;
}

/** Runs `pulumi-coze` in a directory, as a process. */
export async function pulumiCoze(
  emulator: Emulator,
  cwd: string,
  args: string[],
  { env = {}, input = "", terminal = false }: CommandOptions = {},
): Promise<CommandResult> {
  const quoted = [process.execPath, MAIN, ...args].map((arg) => `'${arg}'`).join(" ");
  const [command, rest] = terminal
    ? ["script", ["--quiet", "--return", "--command", quoted, "/dev/null"]]
    : [process.execPath, [MAIN, ...args]];
  const child = spawn(command, rest, { cwd, env: environmentOf(emulator, env), stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

/**
 * The same in this process, which takes hundredths of a second: the entry's `run`, with the directory, the environment and the streams of
 * the command in place of this process's own.
 */
export async function inProcess(
  emulator: Emulator,
  cwd: string,
  args: string[],
  { env = {}, input = "", terminal = false }: CommandOptions = {},
): Promise<CommandResult> {
  const printed = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof printed) => ({
    isTTY: terminal,
    write: (text: string) => ((printed[terminal ? "stdout" : name] += text), true),
  });
  const own = {
    env: environmentOf(emulator, env),
    stdin: Object.assign(Readable.from([input]), { isTTY: terminal }),
    stdout: stream("stdout"),
    stderr: stream("stderr"),
  };
  const before = Object.keys(own).map((name) => [name, Object.getOwnPropertyDescriptor(process, name) ?? {}] as const);
  const directory = process.cwd();
  for (const [name, value] of Object.entries(own)) Object.defineProperty(process, name, { value, configurable: true });
  process.chdir(cwd);
  try {
    return { code: await run(args), ...printed };
  } finally {
    process.chdir(directory);
    for (const [name, descriptor] of before) Object.defineProperty(process, name, descriptor);
  }
}

function environmentOf({ url, token }: Emulator, env: CommandOptions["env"]): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(COZE_|NODE_)/.test(name));
  return { ...Object.fromEntries(inherited), COZE_API_BASE: url, COZE_API_TOKEN: token, ...env };
}

/** Every file below a directory, by its path in it. */
export function filesIn(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(directory.length + 1), readFileSync(path, "utf8")]),
  );
}
