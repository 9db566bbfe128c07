import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { RunningCommand, RunOptions, RunResult } from "./types";
import type { Watchdog } from "./watchdog";

export interface CommandSpec {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  timeoutMs: number;
  watchdog: Watchdog;
}

/** The command line of `script`, which runs the command in a terminal, as its child. */
function inTerminal({ command, args }: CommandSpec): [string, string[]] {
  const words = [command, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  return ["script", ["--quiet", "--return", "--command", `exec ${words.join(" ")}`, "/dev/null"]];
}

/** Starts the CLI in its own process group. `done` rejects if it ends in another way than expected. */
export function startCommand(spec: CommandSpec, options: RunOptions): RunningCommand {
  const { run, mark } = spec.watchdog.nextRun();
  const began = Date.now();
  const output = options.outputFile === undefined ? "pipe" : openSync(options.outputFile, "a");
  const [command, args] = options.terminal ? inTerminal(spec) : [spec.command, spec.args];
  const child = spawn(command, args, {
    cwd: spec.cwd,
    env: { ...spec.env, ...options.env, ...mark },
    detached: true,
    stdio: ["pipe", output, output],
  });
  if (output !== "pipe") closeSync(output);
  // A CLI that ends without reading its input is no error.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(options.input ?? "");

  const result: RunResult = { code: null, stdout: "", stderr: "", output: "", durationMs: 0 };
  const read = (stream: Readable | null, name: "stdout" | "stderr") =>
    stream &&
    createInterface({ input: stream }).on("line", (text) => {
      // The stack trace of a program's exception is coloured, whatever `--color` says.
      const line = stripVTControlCharacters(text);
      result[name] += `${line}\n`;
      result.output += `${line}\n`;
      options.onLine?.(line);
    });
  read(child.stdout, "stdout");
  read(child.stderr, "stderr");

  let killed: Promise<void> | undefined;
  const limit = options.timeoutMs ?? spec.timeoutMs;
  const timer = setTimeout(() => {
    killed = spec.watchdog.kill(run);
  }, limit);

  const done = new Promise<RunResult>((resolve, reject) => {
    child.once("error", reject);
    const ended = async (code: number | null) => {
      clearTimeout(timer);
      // The CLI may end before the other processes of the run.
      await killed;
      // Processes that the CLI left behind, as a rule none, are in its group.
      killGroup(child.pid);
      Object.assign(result, { code, durationMs: Date.now() - began });
      const problem = killed ? `did not end within ${Math.round(limit / 1000)} s` : unexpected(code, options);
      if (problem === undefined) resolve(result);
      else reject(new Error(`pulumi ${spec.args.join(" ")} ${problem}:\n${result.output.slice(-6_000)}`));
    };
    child.once("close", (code) => void ended(code));
  });
  return {
    pid: child.pid,
    done,
    kill: () => spec.watchdog.kill(run),
    interrupt: () => void child.kill("SIGINT"),
  };
}

function unexpected(code: number | null, { expect = "success" }: RunOptions): string | undefined {
  if (expect === "success" && code !== 0) return `ended with ${code ?? "a signal"}`;
  if (expect === "failure" && code === 0) return "succeeded, which was not expected";
  return undefined;
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, "SIGKILL");
  } catch {
    // The group is empty, as it should be.
  }
}
