import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Emulator } from "../../../emulator";

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

/** Runs `pulumi-coze` in a directory. */
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
  const inherited = Object.entries(process.env).filter(([name]) => !/^(COZE_|NODE_)/.test(name));
  const account = { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token };
  const child = spawn(command, rest, {
    cwd,
    env: { ...Object.fromEntries(inherited), ...account, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
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
