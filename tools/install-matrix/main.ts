import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCell } from "./cell";
import { type Cell, MATRIX, nameOf, programOf, QUICK } from "./cells";
import { pack, Tools } from "./tools";

const AT_ONCE = 2;
const HEADINGS = ["package manager", "program", "layout", "Node.js", "`@pulumi/pulumi`", "install", "runs", "result"];

/**
 * `npm run install-matrix [-- --quick] [words]`: runs all cells, or the three quick ones, whose names contain all
 * words. Prints a table.
 */
async function main(args: string[]): Promise<number> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "pulumi-coze-install-")));
  try {
    const tarball = await pack(dir);
    const tools = new Tools(join(dir, "tools"));
    const words = args.filter((word) => word !== "--quick");
    const cells = args.includes("--quick") ? QUICK : MATRIX;
    const wanted = cells.filter((cell) => words.every((word) => nameOf(cell).includes(word)));
    const rows: string[][] = [];
    const failures: string[] = [];
    const queue = [...wanted.entries()];
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [i, cell] = next;
        const root = join(dir, `cell-${i}`);
        try {
          const { sdkVersion, installSeconds, runSeconds } = await runCell(cell, root, tarball, tools);
          rows[i] = [
            ...columns(cell, sdkVersion),
            `${installSeconds.toFixed(0)} s`,
            `${runSeconds.toFixed(0)} s`,
            "works",
          ];
        } catch (error) {
          rows[i] = [...columns(cell, cell.sdk), "", "", "**fails**"];
          failures.push(`${nameOf(cell)}\n${error instanceof Error ? error.message : String(error)}`);
        }
        console.error(`${nameOf(cell)}: ${rows[i].at(-1)}`);
        await rm(root, { recursive: true, force: true });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    for (const row of [HEADINGS, HEADINGS.map(() => "---"), ...rows]) console.log(`| ${row.join(" | ")} |`);
    for (const failure of failures) console.error(`\n${failure}`);
    return failures.length === 0 && wanted.length > 0 ? 0 : 1;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function columns(cell: Cell, sdk: string): string[] {
  const { manager, layout, node, linkedLater } = cell;
  const where = layout === "one folder" ? layout : `workspace, ${layout}`;
  return [manager, programOf(cell), linkedLater ? `${where}, linked later` : where, `${node ?? ""}`, sdk];
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
