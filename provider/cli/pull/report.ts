import { printable } from "../../values/terminal";
import type { Plan, Row } from "./plan";
import type { Sides } from "./sides";

const GAP = "   ";

/** The result of a pull as a table. */
export function report(sides: readonly Sides[], { rows, files }: Plan, isWritten: boolean): string {
  const lines = sides.flatMap((side): readonly (Row | string)[] => {
    const found = rows.filter(({ bot }) => bot === side.bot);
    const hidden = side.encrypted.map((path) => hiddenRow(side.bot, path));
    return found.length + hidden.length === 0 ? [side.bot] : [...found, ...hidden];
  });
  const widths = widthsOf(lines);
  let last = "";
  const table = lines.flatMap((line) => {
    if (typeof line === "string") return [`${printable(line).padEnd(widths[0])}${GAP}no change`];
    const name = line.bot === last ? "" : printable(line.bot);
    last = line.bot;
    const start = [name, printable(line.subject), printable(line.what)].map((cell, i) => cell.padEnd(widths[i] ?? 0));
    const indent = " ".repeat(start.join(GAP).length);
    const more = line.more === undefined ? [] : [`${indent}${GAP}${printable(line.more)}`];
    return [[...start, printable(line.outcome)].join(GAP), ...more];
  });
  return [
    ...table,
    ...unreadLine(sides),
    ...writtenLine(
      [...files.keys()].map(({ path }) => path),
      isWritten,
    ),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

const hiddenRow = (bot: string, subject: string): Row => ({
  ...{ bot, subject, what: "console", needs: "a person" },
  outcome: "is secret: pipe `pulumi stack export --show-secrets` to compare it",
});

/** The widths of three columns: bots, subjects and changes. */
function widthsOf(lines: readonly (Row | string)[]): [number, number, number] {
  const rows = lines.filter((line) => typeof line !== "string");
  const names = lines.map((line) => (typeof line === "string" ? line : line.bot));
  const width = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => printable(text).length));
  return [width(names), width(rows.map(({ subject }) => subject)), width(rows.map(({ what }) => what))];
}

function unreadLine(sides: readonly Sides[]): string[] {
  const unread = [...new Set(sides.flatMap((side) => side.unread))];
  return unread.length > 0 ? [`not readable at Coze, so not compared: ${unread.join(", ")}`] : [];
}

function writtenLine(paths: readonly string[], isWritten: boolean): string[] {
  if (paths.length === 0) return [];
  const list = paths.map(printable).join(", ");
  return [isWritten ? `written: ${list}` : `to write: ${list} (--write writes)`];
}
