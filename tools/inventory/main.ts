import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { testsByFile } from "./count";
import { countsOf, withTable } from "./table";

const ROOT = join(__dirname, "..", "..");
const PAGE = join(ROOT, "tests", "README.md");

/** `npm run inventory`: counts what the tests hold, and writes it into `tests/README.md`. */
async function main(): Promise<void> {
  const page = withTable(readFileSync(PAGE, "utf8"), countsOf(testsByFile(ROOT)));
  writeFileSync(PAGE, await format(page, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
