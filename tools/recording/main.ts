import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { engineEnvironment } from "../../tests/harness/cli/environment";
import { openQuickstart } from "../demo/quickstart";
import { ensurePulumi } from "../pulumi-cli/get";
import { picture } from "./picture";

const PICTURE = join(__dirname, "..", "..", "docs", "recording.svg");
const SIZE = { cols: 124, rows: 60 };
const TITLE = "pulumi up of the quickstart, an edit of the prompt, and pulumi up again";

/** Shows each command behind a prompt, as a shell does. */
const SESSION = `set -e; stty cols ${SIZE.cols} rows ${SIZE.rows}
run() { printf '\\033[1;32m$\\033[0m %s\\n' "$1"; eval "$1"; }
run 'pulumi up --yes --skip-preview'
run 'echo "- Answer in the language of the question." >> prompts/support.md'
run 'pulumi up --yes'`;

/** `npm run record`: draws the quickstart's first `up` and an edit, as a terminal shows them. */
async function main(): Promise<void> {
  const { ws, env, ...quickstart } = await openQuickstart();
  try {
    await ws.run(["stack", "select", ws.stack]);
    const { directory, backendDir } = ws;
    const engine = engineEnvironment({ cli: await ensurePulumi(), directory, backendDir });
    const options = { cwd: ws.projectDir, env: { ...engine, ...env, SESSION, TERM: "xterm-256color" } };
    // util-linux's `script` makes the terminal.
    const command = ["--quiet", "--return", "--command", 'bash -c "$SESSION"', "/dev/null"];
    const { stdout } = await promisify(execFile)("script", command, options);
    await writeFile(PICTURE, await picture(stdout, SIZE, TITLE));
  } finally {
    await quickstart.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
