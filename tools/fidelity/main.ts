import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { format, resolveConfig } from "prettier";
import { runJavaScriptClient, runPythonClient } from "./clients";
import { CLIENT_RUNS, FIDELITY_PAGE, fidelityPage } from "./page";
import { pythonMissing } from "./python";

/** Runs the official clients against the emulator, and writes their recordings and `docs/fidelity.md`. */
async function main(): Promise<void> {
  const missing = pythonMissing();
  if (missing !== undefined) throw new Error(missing);
  await mkdir(dirname(CLIENT_RUNS), { recursive: true });
  await writePretty(CLIENT_RUNS, JSON.stringify([await runJavaScriptClient(), await runPythonClient()]));
  await writePretty(FIDELITY_PAGE, fidelityPage());
}

async function writePretty(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

void main();
