import { readFileSync } from "node:fs";
import { join } from "node:path";
import { picture } from "../../tools/recording/picture";

const ESC = "\x1b[";

test("a picture has the text of the screen in its colors and places", async () => {
  const seen = `${ESC}1m${ESC}38;5;2m+ ${ESC}0m  <Bot>  ${ESC}38;2;1;2;3mcreating\b\b\bed ${ESC}39m ${ESC}31mno`;
  const svg = await picture(seen, { cols: 40, rows: 5 }, "a & b");
  expect(svg).toMatch(/<text x="20\.0" .* fill="#3fb950" font-weight="bold">\+<\/text>/);
  expect(svg).toContain(">&lt;Bot&gt;</text>");
  expect(svg).toMatch(/fill="#010203">created</);
  expect(svg).toMatch(/fill="#ff7b72">no</);
  expect(svg).toContain("<title>a &amp; b</title>");
});

test("the picture in docs is that of a run that went well", () => {
  const svg = readFileSync(join(__dirname, "..", "..", "docs", "recording.svg"), "utf8");
  for (const text of ["pulumi up --yes", "+ 3 created", "~ 2 updated", "updated ("]) expect(svg).toContain(text);
  expect(svg).not.toMatch(/error|warning|failed|pat_/);
});
