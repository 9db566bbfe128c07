import { readFileSync } from "node:fs";
import { join } from "node:path";
import { svg } from "../../tools/recording/svg";
import { Terminal } from "../../tools/recording/terminal";

const ESC = "\x1b[";

function shown(text: string, columns = 20): string[] {
  const terminal = new Terminal(columns);
  terminal.write(text);
  return terminal.screen.map((row) => row.map(({ char }) => char).join(""));
}

test.each([
  ["lines", "one\r\ntwo\r\n", ["one", "two"]],
  ["a line that is written over", "creating (1s)\rcreated", ["createdg (1s)"]],
  ["and cleared to its end", `creating (1s)\rcreated${ESC}K`, ["created"]],
  ["lines that are drawn anew from above", `a\r\nb\r\n${ESC}2Ac\r\n`, ["c", "b"]],
  ["a line that is too long", "abcdefgh", ["abcde", "fgh"]],
  ["questions to the terminal, and its cursor switched off", `\x1b]11;?\x1b\\${ESC}6n${ESC}?25lok`, ["ok"]],
  ["what is below, cleared", `a\r\nb\r\nc${ESC}2A\r${ESC}J`, []],
])("the terminal shows %s", (what, text, lines) => {
  expect(shown(text, what === "a line that is too long" ? 5 : 20)).toEqual(lines);
});

test("a picture has the text in its colours and places", () => {
  const terminal = new Terminal(40);
  terminal.write(`${ESC}1m${ESC}38;5;2m+ ${ESC}0m  <Bot>  ${ESC}38;2;1;2;3mcreated${ESC}39m ${ESC}31mno`);
  const picture = svg(terminal.screen, 40, "a & b");
  expect(picture).toMatch(/<text x="20\.0" .* fill="#3fb950" font-weight="bold">\+<\/text>/);
  expect(picture).toContain(">&lt;Bot&gt;</text>");
  expect(picture).toMatch(/fill="#010203">created</);
  expect(picture).toMatch(/fill="#ff7b72">no</);
  expect(picture).toContain("<title>a &amp; b</title>");
});

test("the picture in docs is that of a run that went well", () => {
  const picture = readFileSync(join(__dirname, "..", "..", "docs", "recording.svg"), "utf8");
  for (const text of ["pulumi up --yes", "+ 3 created", "~ 2 updated", "updated ("]) expect(picture).toContain(text);
  expect(picture).not.toMatch(/error|warning|failed|pat_/);
});
