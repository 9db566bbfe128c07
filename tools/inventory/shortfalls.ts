import { areaOf } from "./areas";
import { countsIn } from "./table";

/** The areas of a page that have fewer tests than it says, of those whose files were all counted, as sentences. */
export function shortfalls(page: string, files: readonly string[], tests: ReadonlyMap<string, number>): string[] {
  const areas = countsIn(page);
  return areas.flatMap((area) => {
    const own = files.filter((file) => areaOf(file, areas) === area);
    if (own.some((file) => !tests.has(file))) return [];
    const count = own.reduce((sum, file) => sum + (tests.get(file) ?? 0), 0);
    const recorded = area.inProcess + area.onCli;
    if (count >= recorded) return [];
    return [
      `The area "${area.what}" has ${count} tests, and tests/README.md records ${recorded}: bring back what is lost, or run \`npm run inventory\`.`,
    ];
  });
}
