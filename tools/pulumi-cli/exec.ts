import { spawn } from "node:child_process";
import { basename } from "node:path";

export interface ExecOptions {
  env: NodeJS.ProcessEnv;
  timeoutMs: number;
  cwd?: string;
}

/**
 * Runs a command to its end and returns its output. The error of a failure is its last line that is not part of a stack
 * trace.
 */
export function exec(command: string, args: string[], options: ExecOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
    // The timer rejects by itself, without `close`: a grandchild that outlives the killed child keeps the pipes open.
    const timer = setTimeout(() => {
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 2_000).unref();
      reject(new Error(`${basename(command)} did not end within ${Math.round(options.timeoutMs / 1000)} s`));
    }, options.timeoutMs);
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`${basename(command)} cannot be run: ${error.message}`));
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(output.trim());
      else reject(new Error(lastLine(output) ?? `${basename(command)} ended with ${code ?? "a signal"}`));
    });
  });
}

function lastLine(text: string): string | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^\s+at /.test(line));
  return lines.at(-1)?.trim().slice(0, 300);
}
