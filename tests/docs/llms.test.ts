import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { llmsFiles } from "../../tools/llms/files";
import { CHECKOUT, read } from "./pages";

test("the files for language models are what `npm run docs` writes", () => {
  const files = Object.entries(llmsFiles());
  const stale = files.filter(([path, text]) => read(path) !== text).map(([path]) => path);
  expect({ "run `npm run docs`, and commit": stale }).toEqual({ "run `npm run docs`, and commit": [] });
});

test("their index names every page once, in a line of its own, with a sentence about it", () => {
  const [[path, text] = ["", ""]] = Object.entries(llmsFiles());
  const lines = text.split("\n").filter((line) => line.startsWith("- "));
  const targets = lines.map((line) => /^- \[[^\]]+\]\(([^)]+)\): \S+ .+$/.exec(line)?.[1] ?? line);
  expect(targets.length).toBeGreaterThan(60);
  expect(new Set(targets).size).toBe(targets.length);
  expect(targets.filter((target) => !existsSync(join(CHECKOUT, dirname(path), target)))).toEqual([]);
});
