import { Terminal, type IBufferCell } from "@xterm/headless";

const [LINE, CHARACTER, MARGIN] = [20, 8.43, 20];
const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const COLORS = [
  ...["#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"],
  ...["#6e7681", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff"],
];

/** The screen of a terminal with this text, as SVG. */
export async function picture(seen: string, size: { cols: number; rows: number }, title: string): Promise<string> {
  const terminal = new Terminal({ ...size, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(seen, resolve));
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: buffer.length }, (_, y) => runs(size.cols, (x) => buffer.getLine(y)?.getCell(x)));
  const used = lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1);
  const [width, height] = [Math.ceil(size.cols * CHARACTER) + 2 * MARGIN, used.length * LINE + 2 * MARGIN];
  const texts = used.flatMap((line, y) => line.map((run) => text(run, MARGIN + y * LINE + 14)));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>
<g font-family="${FONT}" font-size="14" fill="#e6edf3">
${texts.join("\n")}
</g>
</svg>
`;
}

interface Run {
  start: number;
  text: string;
  style: string;
}

/** Joins neighbours that look alike. A wide gap separates runs, so that columns keep their places in any font. */
function runs(cols: number, cellAt: (x: number) => IBufferCell | undefined): Run[] {
  const found: Run[] = [];
  for (let x = 0; x < cols; x++) {
    const cell = cellAt(x);
    const [chars, style] = [cell?.getChars() || " ", cell ? styleOf(cell) : ""];
    const last = found.at(-1);
    if (last?.style === style) last.text += chars;
    else found.push({ start: x, text: chars, style });
  }
  return found.flatMap(({ start, text, style }) =>
    [...text.matchAll(/\S+(?: \S+)*/g)].map((part) => ({ start: start + part.index, text: part[0], style })),
  );
}

function styleOf(cell: IBufferCell): string {
  const number = cell.getFgColor();
  const color = cell.isFgRGB() ? `#${number.toString(16).padStart(6, "0")}` : COLORS[number];
  return [
    cell.isFgDefault() ? "" : ` fill="${color ?? "#e6edf3"}"`,
    cell.isBold() ? ' font-weight="bold"' : "",
    cell.isDim() ? ' opacity="0.6"' : "",
    cell.isUnderline() ? ' text-decoration="underline"' : "",
  ].join("");
}

function text({ start, text: content, style }: Run, y: number): string {
  const [x, length] = [MARGIN + start * CHARACTER, Array.from(content).length * CHARACTER];
  return `<text x="${x.toFixed(1)}" y="${y}" textLength="${length.toFixed(1)}"${style}>${escaped(content)}</text>`;
}

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
