import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { anchorsOf, CHECKOUT, page, PAGES } from "./pages";

/** The targets of a page's links and pictures, without those in code. */
function targetsOf(text: string): string[] {
  const prose = text.replace(/^(`{3,})[^]*?^\1$/gm, "").replace(/`[^`\n]*`/g, "code");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

const links = PAGES.flatMap(({ path, text }) =>
  targetsOf(text)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => ({ from: path, target })),
);

test("links between the pages, and to files, lead somewhere", () => {
  expect(links.length).toBeGreaterThan(100);
  const broken = links.filter(({ from, target }) => {
    const [file = "", anchor] = target.split("#");
    const path = file === "" ? from : normalize(join(dirname(from), file));
    if (!existsSync(join(CHECKOUT, path))) return true;
    return anchor !== undefined && !anchorsOf(page(path)).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test("README.md has at most 11,000 bytes, and the commands of the demo and of the tests", () => {
  const { text } = page("README.md");
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(11_000);
  expect(text).toMatch(/^npm ci && npm run demo\b/m);
  expect(text).toMatch(/^npm ci && npm test\b/m);
});

test("every page below docs can be reached from the README", () => {
  const seen = new Set(["README.md"]);
  for (const from of seen) {
    for (const { target } of links.filter((link) => link.from === from)) {
      const path = normalize(join(dirname(from), target.replace(/#.*/, "")));
      if (PAGES.some((candidate) => candidate.path === path)) seen.add(path);
    }
  }
  const lost = PAGES.filter(({ path }) => path.startsWith("docs/") && !seen.has(path)).map(({ path }) => path);
  expect(lost).toEqual([]);
});
