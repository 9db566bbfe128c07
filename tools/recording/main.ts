import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { record } from "./session";
import { svg } from "./svg";
import { Terminal } from "./terminal";

const PICTURE = join(__dirname, "..", "..", "docs", "recording.svg");
const COLUMNS = 124;

const commands = [
  "pulumi up --yes --skip-preview",
  'echo "- Answer in the language of the question." >> prompts/support.md',
  "pulumi up --yes",
];

/** `npm run record`: the quickstart's first `up` and an edit, as a terminal shows them. */
async function main(): Promise<void> {
  const terminal = new Terminal(COLUMNS);
  const seen = await record({ columns: COLUMNS, rows: 60, commands });
  if (process.argv[2]) await writeFile(process.argv[2], seen);
  terminal.write(seen);
  await writeFile(
    PICTURE,
    svg(terminal.screen, COLUMNS, "pulumi up of the quickstart, an edit of the prompt, and pulumi up again"),
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
