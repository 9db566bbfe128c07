import { dirname, join, normalize } from "node:path";
import { llmsFiles } from "../../tools/llms/files";
import { PAGES, read } from "./pages";

const files = llmsFiles();

test("the files for language models are what `npm run docs` writes", () => {
  const stale = Object.entries(files)
    .filter(([path, text]) => read(path) !== text)
    .map(([path]) => path);
  expect({ "run `npm run docs`, and commit": stale }).toEqual({ "run `npm run docs`, and commit": [] });
});

test("no page has a path of the machine that wrote it", () => {
  const reference = PAGES.filter(({ path }) => path.startsWith("docs/api/"));
  expect(reference.length).toBeGreaterThan(20);
  const found = reference.filter(({ text }) => /\/(?:home|work|tmp|Users)\//.test(text));
  expect(found.map(({ path }) => path)).toEqual([]);
});

test("their index names every page once, in a line of its own, with a sentence about it", () => {
  const [[path, text] = ["", ""]] = Object.entries(files);
  const lines = text.split("\n").filter((line) => line.startsWith("- "));
  const targets = lines.map((line) => /^- \[[^\]]+\]\(([^)]+)\): \S+ .+$/.exec(line)?.[1] ?? line);
  expect(targets.length).toBeGreaterThan(60);
  expect(new Set(targets).size).toBe(targets.length);
  expect(text).not.toContain("An index.");
  expect(brokenIn(path, text)).toEqual([]);
});

test("the links of all pages in one file lead to places in it, as no other page is in the package", () => {
  const full = "docs/llms-full.txt";
  const text = files[full] ?? "";
  expect(text.match(/\]\(#/g)?.length).toBeGreaterThan(300);
  expect(brokenIn(full, text)).toEqual([]);
});

/** The links of a file of the package that lead to no file of it, or to no place in that file. */
function brokenIn(path: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = "", anchor] = target.split("#");
    const packed = file === "" ? path : normalize(join(dirname(path), file));
    if (!["README.md", ...Object.keys(files)].includes(packed)) return true;
    return anchor !== undefined && !read(packed).includes(`<a id="${anchor}"></a>`);
  });
}
