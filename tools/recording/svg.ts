import type { Cell, Style } from "./terminal";

const FONT = 14;
const LINE = 20;
const CHARACTER = 8.43;
const MARGIN = 20;

/** A screen as a picture. */
export function svg(screen: readonly (readonly Cell[])[], columns: number, title: string): string {
  const width = Math.ceil(columns * CHARACTER + 2 * MARGIN);
  const height = screen.length * LINE + 2 * MARGIN;
  const lines = screen.flatMap((row, i) => runs(row).map((run) => text(run, MARGIN + i * LINE + FONT)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT}" fill="#e6edf3">`,
    ...lines,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

interface Run {
  start: number;
  text: string;
  style: Style;
}

/** Neighbours that look alike, as one; of spaces alone nothing is drawn. */
function runs(row: readonly Cell[]): Run[] {
  const found: Run[] = [];
  row.forEach(({ char, style }, i) => {
    const last = found.at(-1);
    if (last && JSON.stringify(last.style) === JSON.stringify(style)) last.text += char;
    else found.push({ start: i, text: char, style });
  });
  // A wide gap gets a run on each side of it, so that columns keep their places in any font.
  return found.flatMap(({ start, text, style }) =>
    [...text.matchAll(/\S+(?: \S+)*/g)].map((part) => ({ start: start + part.index, text: part[0], style })),
  );
}

function text({ start, text: content, style }: Run, y: number): string {
  const length = Array.from(content).length;
  const attributes = [
    `x="${(MARGIN + start * CHARACTER).toFixed(1)}"`,
    `y="${y}"`,
    `textLength="${(length * CHARACTER).toFixed(1)}"`,
    ...(style.color ? [`fill="${style.color}"`] : []),
    ...(style.bold ? ['font-weight="bold"'] : []),
    ...(style.faint ? ['opacity="0.6"'] : []),
    ...(style.underline ? ['text-decoration="underline"'] : []),
  ];
  return `<text ${attributes.join(" ")}>${escaped(content)}</text>`;
}

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
