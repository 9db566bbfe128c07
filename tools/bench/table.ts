import { OPERATIONS, type Operation, type Sample } from "./measure";
import { CONTENDERS, type Contender } from "./place";

/**
 * Seconds and calls of each operation by number of pairs, the ratio to the floor, and what one more pair costs; in
 * Markdown.
 */
export function table(samples: readonly Sample[]): string {
  const sizes = [...new Set(samples.map(({ bots }) => bots))].sort((a, b) => a - b);
  const [smaller = 0, largest = 0] = sizes.slice(-2);
  const growth = sizes.length > 1 ? `one more pair, from ${smaller} to ${largest}` : undefined;
  const head = ["operation", "contender", ...sizes.map((bots) => count(bots, "pair")), ...(growth ? [growth] : [])];
  const rows = OPERATIONS.flatMap((operation) =>
    contenders().map(([id, label]) => {
      const of = (bots: number): Sample[] =>
        samples.filter((s) => s.contender === id && s.operation === operation && s.bots === bots);
      const ms = (bots: number): number => median(of(bots).map((sample) => sample.ms));
      const cells = sizes.map((bots) => {
        const over = id === "floor" ? "" : `, ${ratioToFloor(samples, id, operation, bots)} ×`;
        return `${(ms(bots) / 1000).toFixed(2)} s${over}, ${count(of(bots)[0]?.calls ?? 0, "call")}`;
      });
      const more = `${((ms(largest) - ms(smaller)) / (largest - smaller)).toFixed(1)} ms`;
      return [operation, label, ...cells, ...(growth ? [more] : [])];
    }),
  );
  return markdown([head, ...rows, ["state", "", ...sizes.map((bots) => stateText(samples, bots))]]);
}

const contenders = (): [Contender, string][] => Object.entries(CONTENDERS) as [Contender, string][];

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

/** The median of each repetition's ratio: contenders that ran side by side had the same noise. */
function ratioToFloor(samples: readonly Sample[], contender: Contender, operation: Operation, bots: number): string {
  const side = samples.filter((sample) => sample.operation === operation && sample.bots === bots);
  const floors = new Map(side.filter((s) => s.contender === "floor").map((s) => [s.repetition, s.ms]));
  const own = side.filter((sample) => sample.contender === contender);
  return median(own.map(({ repetition, ms }) => ms / (floors.get(repetition) ?? Number.NaN))).toFixed(2);
}

function stateText(samples: readonly Sample[], bots: number): string {
  return contenders()
    .map(([id, label]) => {
      const found = samples.find((s) => s.contender === id && s.bots === bots && s.operation === "up");
      return `${label.split(":")[0] ?? ""} ${((found?.stateBytes ?? 0) / 1000).toFixed(1)} kB`;
    })
    .join(", ");
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${head.map((_, column) => cells[column] ?? "").join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
