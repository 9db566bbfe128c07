import { areaOf, AREAS, type Area } from "./areas";

const BEGIN = "<!-- inventory: npm run inventory -->";
const END = "<!-- end of inventory -->";

/** How many tests an area has. */
export interface Count extends Area {
  readonly inProcess: number;
  readonly onCli: number;
}

/** What is counted by files, in the order of the areas. */
export function countsOf(tests: ReadonlyMap<string, number>): Count[] {
  return AREAS.map((area) => {
    const of = (onCli: boolean): number =>
      [...tests]
        .filter(([file]) => areaOf(file) === area && file.startsWith("tests/engine/") === onCli)
        .reduce((sum, [, count]) => sum + count, 0);
    return { ...area, inProcess: of(false), onCli: of(true) };
  });
}

/** The counts of a page that `withTable` has written. */
export function countsIn(page: string): Count[] {
  const [, table = ""] = page.split(BEGIN);
  const rows = (table.split(END)[0] ?? "").split("\n").filter((line) => /^\|.*\| +\d+ +\| +\d+ +\|/.test(line));
  return rows
    .map((row) => row.split("|").map((cell) => cell.trim()))
    .map(([, what = "", inProcess, onCli, , heldBy = ""]) => ({
      what,
      heldBy: heldBy.split(", ").map((path) => path.replaceAll("`", "")),
      inProcess: Number(inProcess),
      onCli: Number(onCli),
    }));
}

/** The page with this table in place of the one that it has. */
export function withTable(page: string, counts: readonly Count[]): string {
  const head = ["area", "in process", "on the CLI", "all", "held by"];
  const rows = counts.map(({ what, heldBy, inProcess, onCli }) => {
    const paths = heldBy.map((path) => `\`${path}\``).join(", ");
    return [what, inProcess, onCli, inProcess + onCli, paths];
  });
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const [start, rest = ""] = page.split(BEGIN);
  const [, end = ""] = rest.split(END);
  return `${start}${BEGIN}\n\n${lines.join("\n")}\n\n${END}${end}`;
}
