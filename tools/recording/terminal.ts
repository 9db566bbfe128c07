/** How a piece of text looks. */
export interface Style {
  /** `#rrggbb`; absent: the terminal's own. */
  color?: string;
  bold?: boolean;
  faint?: boolean;
  underline?: boolean;
}

export interface Cell {
  readonly char: string;
  readonly style: Style;
}

const BASIC = ["#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"];
const BRIGHT = ["#6e7681", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff"];

// A control sequence, a title, another escape, a control character, or a character to be shown.
// eslint-disable-next-line no-control-regex
const TOKEN = /\x1b\[([?]?[\d;]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -~]|[\0-\x1f\x7f]|./gsu;

/** The screen of a terminal that has got the bytes of a program. Knows the sequences that the Pulumi CLI sends. */
export class Terminal {
  private readonly rows: Cell[][] = [];
  private row = 0;
  private column = 0;
  private style: Style = {};

  constructor(private readonly columns: number) {}

  write(text: string): void {
    for (const [token, parameters, command] of text.matchAll(TOKEN)) {
      if (command !== undefined) this.control(command, parameters ?? "");
      else if (token === "\r") this.column = 0;
      else if (token === "\n") this.row++;
      else if (token === "\b") this.column = Math.max(0, this.column - 1);
      else if (token === "\t") this.column = Math.min(this.columns - 1, (Math.floor(this.column / 8) + 1) * 8);
      else if (token >= " " && token !== "\x7f" && !token.startsWith("\x1b")) this.put(token);
    }
  }

  /** The rows down to the last one with something on it. */
  get screen(): readonly (readonly Cell[])[] {
    const used = this.rows.findLastIndex((row) => row.some(({ char }) => char.trim() !== ""));
    return Array.from({ length: used + 1 }, (_, i) => this.rows[i] ?? []);
  }

  private put(char: string): void {
    if (this.column >= this.columns) {
      this.row++;
      this.column = 0;
    }
    const row = this.current();
    while (row.length < this.column) row.push({ char: " ", style: {} });
    row[this.column++] = { char, style: this.style };
  }

  private current(): Cell[] {
    return (this.rows[this.row] ??= []);
  }

  private control(command: string, parameters: string): void {
    const [first = 0, second = 0] = parameters.split(";").map(Number);
    const count = Math.max(1, first);
    switch (command) {
      case "A":
        this.row = Math.max(0, this.row - count);
        break;
      case "B":
        this.row += count;
        break;
      case "C":
        this.column = Math.min(this.columns - 1, this.column + count);
        break;
      case "D":
        this.column = Math.max(0, this.column - count);
        break;
      case "G":
        this.column = count - 1;
        break;
      case "H":
        [this.row, this.column] = [count - 1, Math.max(1, second) - 1];
        break;
      case "J":
        this.current().length = Math.min(this.current().length, this.column);
        this.rows.length = Math.min(this.rows.length, this.row + 1);
        break;
      case "K":
        if (first === 0) this.current().length = Math.min(this.current().length, this.column);
        else this.rows[this.row] = [];
        break;
      case "m":
        this.style = parameters.split(";").map(Number).reduce<[Style, number[]]>(applied, [this.style, []])[0];
        break;
    }
  }
}

/** One number of a style sequence; the numbers before it may belong to it. */
function applied([style, before]: [Style, number[]], code: number): [Style, number[]] {
  const pending = [...before, code];
  if (pending[0] === 38 || pending[0] === 48) {
    const complete = pending.length === (pending[1] === 2 ? 5 : 3);
    if (!complete || pending.length < 3) return [style, pending];
    return [pending[0] === 38 ? { ...style, color: extended(pending.slice(1)) } : style, []];
  }
  if (code === 0) return [{}, []];
  if (code === 1) return [{ ...style, bold: true }, []];
  if (code === 2) return [{ ...style, faint: true }, []];
  if (code === 4) return [{ ...style, underline: true }, []];
  if (code === 22) return [{ ...style, bold: false, faint: false }, []];
  if (code === 24) return [{ ...style, underline: false }, []];
  if (code >= 30 && code <= 37) return [withColor(style, BASIC[code - 30]), []];
  if (code >= 90 && code <= 97) return [withColor(style, BRIGHT[code - 90]), []];
  if (code === 39) return [withColor(style, undefined), []];
  return [style, []];
}

function withColor({ color: _, ...style }: Style, color: string | undefined): Style {
  return color === undefined ? style : { ...style, color };
}

/** A colour of 256, or of red, green and blue. */
function extended([kind = 0, ...rest]: number[]): string {
  if (kind === 2) return hex(rest);
  const [index = 0] = rest;
  if (index < 16) return (index < 8 ? BASIC[index] : BRIGHT[index - 8]) ?? "#ffffff";
  if (index >= 232) return hex(Array<number>(3).fill(8 + 10 * (index - 232)));
  const level = (n: number): number => (n === 0 ? 0 : 55 + 40 * n);
  const cube = index - 16;
  return hex([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level));
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
