import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import type { Call } from "../../emulator";
import { openQuickstart, type Quickstart } from "./quickstart";

const PROMPT = join("prompts", "support.md");
const NEW_LINE = "- Answer in the language of the question.";
const YES = ["--yes", "--skip-preview"];

/** `npm run demo`: the quickstart from its first `up` to its `destroy`, with every HTTP call. */
async function main(): Promise<void> {
  console.log("The quickstart of pulumi-coze, run by the real Pulumi engine against an emulator of the Coze API.");
  const t = await openQuickstart();
  try {
    await step(t, "1. Make the bot and publish it", ["up", ...YES]);
    const { version: first } = await t.ws.outputs();
    heading("2. Edit the prompt");
    await appendFile(join(t.ws.projectDir, PROMPT), `${NEW_LINE}\n`);
    console.log(`${PROMPT}\n    + ${NEW_LINE}`);
    await step(t, "3. Preview: the bot and its publication will change", ["preview", "--diff"]);
    await step(t, "4. Up: one update, one new version", ["up", ...YES]);
    const { version: second } = await t.ws.outputs();
    console.log(`The version was ${String(first)} and is ${String(second)}.`);
    await step(t, "5. Up again: nothing to do", ["up", ...YES, "--expect-no-changes"]);
    await step(t, "6. Refresh: the bot is as the state has it", ["refresh", ...YES, "--expect-no-changes"]);
    await step(t, "7. Destroy: off its channels, and the draft is kept", ["destroy", ...YES]);
    console.log("\nThe emulator has a page that shows its bots and calls. With this example's bot:");
    console.log("    npx pulumi-coze emulator --seed examples/quickstart/emulator.seed.json --open");
  } finally {
    await t.close();
  }
}

/** Runs a command, and shows its output and its calls. Throws if the command fails. */
async function step({ emulator, ws }: Quickstart, title: string, args: readonly string[]): Promise<void> {
  heading(title);
  console.log(`$ pulumi ${args.join(" ")}`);
  emulator.clearCalls();
  const onLine = (line: string): void => {
    if (line.trim() !== "") console.log(`    ${line.trimEnd()}`);
  };
  await ws.run([...args, "--suppress-progress"], { onLine });
  console.log(`Calls to Coze: ${emulator.calls.length || "none"}`);
  for (const call of emulator.calls) console.log(`    ${shown(call)}`);
}

function heading(text: string): void {
  console.log(`\n${text}\n${"-".repeat(text.length)}`);
}

const shown = ({ method, path, status, code }: Call): string =>
  `${method.padEnd(4)} ${path}  HTTP ${status}, code ${code ?? "none"}`;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
