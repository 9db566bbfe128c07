import { parse } from "yaml";
import { blocksOf, PAGES, WORKFLOWS } from "./pages";

/** Python and Go are of the one page that says that no test runs them. */
const LANGUAGES = [
  "python",
  "go",
  "ts",
  "typescript",
  "js",
  "javascript",
  "cjs",
  "mjs",
  "sh",
  "json",
  "yaml",
  "markdown",
  "text",
  "",
];

test("every block is of a language that some test reads, or plain text", () => {
  const others = PAGES.flatMap((page) => blocksOf(page)).filter(({ language }) => !LANGUAGES.includes(language));
  expect(others.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([]);
});

test("the JSON and the YAML in the documentation can be read", () => {
  const blocks = PAGES.flatMap((page) => blocksOf(page, "json", "yaml"));
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  for (const { page, line, language, code } of blocks) {
    const value: unknown = language === "json" ? JSON.parse(code) : parse(code);
    expect([`${page}:${line}`, typeof value]).toEqual([`${page}:${line}`, "object"]);
  }
});

test.each(["docs/_index.md", "docs/installation-configuration.md"])("%s has what the registry reads", (path) => {
  const text = PAGES.find((page) => page.path === path)?.text ?? "";
  const [, header = ""] = /^---\n([^]*?)\n---\n/.exec(text) ?? [];
  const { title, meta_desc, layout } = parse(header) as Record<string, string>;
  expect(title).toMatch(/^Coze/);
  expect(meta_desc).toMatch(/\.$/);
  expect(layout).toBe("package");
  const opened = [...text.matchAll(/\{\{[<%] (\w+)/g)].map(([, name]) => name).sort();
  const closed = [...text.matchAll(/\{\{[<%] \/(\w+)/g)].map(([, name]) => name).sort();
  expect(closed).toEqual(opened);
});

interface Workflow {
  on: Record<string, unknown>;
  jobs: Record<string, { uses?: string; with?: object; needs?: string; "timeout-minutes"?: number; steps?: object[] }>;
}

test("the sample workflows say when they run, end some day, and call each other by names that are there", () => {
  const names = WORKFLOWS.map(({ path }) => path.replace(/^docs\/ci\//, ""));
  expect(names).toEqual(["compare.yml", "console.yml", "deploy.yml", "drift.yml", "preview.yml", "up.yml"]);
  for (const { path, text } of WORKFLOWS) {
    const { on, jobs } = parse(text) as Workflow;
    expect([path, Object.keys(on).length > 0]).toEqual([path, true]);
    for (const { uses, needs, steps, "timeout-minutes": limit } of Object.values(jobs)) {
      if (uses === undefined) {
        expect(limit).toBeLessThanOrEqual(30);
        expect(steps?.length).toBeGreaterThan(1);
      } else expect(names.map((name) => `./.github/workflows/${name}`)).toContain(uses);
      if (needs !== undefined) expect(Object.keys(jobs)).toContain(needs);
    }
  }
});
