import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const CHECKOUT = join(__dirname, "..", "..");

/** A page of the documentation, by its path in the checkout. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** Of the fence, in its page. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The last line of text before it. */
  readonly before: string;
}

export const read = (path: string): string => readFileSync(join(CHECKOUT, path), "utf8");

const below = (folder: string): string[] =>
  existsSync(join(CHECKOUT, folder))
    ? readdirSync(join(CHECKOUT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name))
    : [];

const ofTheRoot = ["README.md", "CONTRIBUTING.md", "SECURITY.md"];
const ofExamples = readdirSync(join(CHECKOUT, "examples")).map((name) => join("examples", name, "README.md"));

/** Every page that a user reads. */
export const PAGES: readonly Page[] = [...ofTheRoot, ...below("docs").sort(), ...ofExamples]
  .filter((path) => path.endsWith(".md") && existsSync(join(CHECKOUT, path)))
  .map((path) => ({ path, text: read(path) }));

/** The sample workflows. */
export const WORKFLOWS: readonly Page[] = below("docs/ci")
  .filter((path) => path.endsWith(".yml"))
  .sort()
  .map((path) => ({ path, text: read(path) }));

export function page(path: string): Page {
  const found = PAGES.find((candidate) => candidate.path === path);
  if (!found) throw new Error(`there is no page ${path}`);
  return found;
}

/** The blocks of a page; without languages, all of them. */
export function blocksOf({ path, text }: Page, ...languages: string[]): Block[] {
  const found = text.matchAll(/^(`{3,})([a-z]*)[^\n]*\n([^]*?)^\1$/gm);
  return [...found].flatMap(({ index, 2: language = "", 3: code = "" }) => {
    const lines = text.slice(0, index).split("\n");
    const before = lines.filter((line) => line.trim() !== "").at(-1) ?? "";
    const block = { page: path, line: lines.length, language, code, before };
    return languages.length === 0 || languages.includes(language) ? [block] : [];
  });
}

/** The anchors that GitHub makes of a page's headings, and those that it has itself. */
export function anchorsOf({ text }: Page): string[] {
  const own = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  const prose = text.replace(/^(`{3,})[^]*?^\1$/gm, "");
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
  return [...own, ...headings];
}
