import { AREAS, BEFORE } from "./areas";

const BEGIN = "<!-- inventory: npm run inventory -->";
const END = "<!-- end of inventory -->";

/** What is counted by files, in the order of the areas. */
export interface Count {
  readonly what: string;
  readonly before: number;
  readonly inProcess: number;
  readonly onCli: number;
}

export function countsOf(tests: ReadonlyMap<string, number>): Count[] {
  return AREAS.map(({ what, files, before }) => {
    const of = (engine: boolean): number =>
      [...tests]
        .filter(([file]) => files.test(file) && file.startsWith("tests/engine/") === engine)
        .reduce((sum, [, count]) => sum + count, 0);
    return { what, before: before.tests, inProcess: of(false), onCli: of(true) };
  });
}

/** The counts of a page that `withTable` has written. */
export function countsIn(page: string): Count[] {
  const [, table = ""] = page.split(BEGIN);
  const rows = (table.split(END)[0] ?? "").split("\n").filter((line) => /^\|.*\| +\d+ +\| +\d+ +\|/.test(line));
  return rows
    .map((row) => row.split("|").map((cell) => cell.trim()))
    .map(([, what = "", before, inProcess, onCli]) => ({
      what,
      before: Number(before),
      inProcess: Number(inProcess),
      onCli: Number(onCli),
    }));
}

/** The page with this table in place of the one that it has. */
export function withTable(page: string, counts: readonly Count[]): string {
  const head = ["area", `tests at ${BEFORE}`, "in process", "on the CLI", "all", "held by"];
  const rows = counts.map(({ what, before, inProcess, onCli }, i) => {
    const heldBy = AREAS[i]?.heldBy.map((path) => `\`${path}\``).join(", ");
    return [what, before, inProcess, onCli, inProcess + onCli, heldBy];
  });
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const [start, rest = ""] = page.split(BEGIN);
  const [, end = ""] = rest.split(END);
  return `${start}${BEGIN}\n\n${lines.join("\n")}\n\n${END}${end}`;
}
