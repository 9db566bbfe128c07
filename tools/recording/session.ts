import { spawn } from "node:child_process";
import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator } from "../../emulator";
import { ensurePulumi } from "../pulumi-cli/get";
import { engineEnvironment } from "../../tests/harness/cli/environment";
import { openWorkspace } from "../../tests/harness/cli/stack";

const CHECKOUT = join(__dirname, "..", "..");

export interface Session {
  columns: number;
  rows: number;
  /** As they are typed, one after another, in the folder of the quickstart. */
  commands: readonly string[];
}

/** What a terminal gets while the commands run in it: the real CLI, in colours, against the emulator. */
export async function record({ columns, rows, commands }: Session): Promise<string> {
  const cli = await ensurePulumi();
  const emulator = await startEmulator();
  const settings = { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token, COZE_SPACE_ID: emulator.spaceId };
  const ws = await openWorkspace({ cli, env: settings });
  try {
    await cp(join(CHECKOUT, "examples", "quickstart"), ws.projectDir, {
      recursive: true,
      filter: (path) => !path.endsWith("node_modules"),
    });
    await symlink(join(CHECKOUT, "node_modules"), join(ws.projectDir, "node_modules"));
    await ws.run(["stack", "select", ws.stack]);
    const env = { ...engineEnvironment({ cli, directory: ws.directory, backendDir: ws.backendDir }), ...settings };
    return await inTerminal(script(columns, rows, commands), ws.projectDir, env);
  } finally {
    await ws.close();
    await emulator.close();
  }
}

/** Shows each command behind a prompt, as a shell does, and runs it. */
function script(columns: number, rows: number, commands: readonly string[]): string {
  const steps = commands.map((command) => {
    const shown = `\\033[1;32m$\\033[0m ${command}\\n`.replaceAll("%", "%%").replaceAll("'", `'\\''`);
    return `printf '${shown}'\n${command}`;
  });
  return ["set -e", `stty cols ${columns} rows ${rows}`, ...steps].join("\n");
}

/** Runs a shell script in a terminal of its own, made by util-linux's `script`. */
function inTerminal(text: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("script", ["--quiet", "--return", "--command", 'bash -c "$SESSION"', "/dev/null"], {
      cwd,
      env: { ...env, SESSION: text, TERM: "xterm-256color" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      const seen = Buffer.concat(chunks).toString();
      if (code === 0) resolve(seen);
      else reject(new Error(`the session ended with ${code ?? "a signal"}:\n${seen}`));
    });
  });
}
