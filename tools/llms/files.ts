import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ROOT = join(__dirname, "..", "..");
const INDEX = "docs/_index.md";

interface Page {
  /** The path in the checkout. */
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

/**
 * The files for language models, by their paths in the checkout: an index of the documentation, and all of it in one
 * file. The npm package has no other page, so their links stay within the one file.
 */
export function llmsFiles(): Record<string, string> {
  const pages = allPages();
  const anchors = new Set(pages.map(({ path }) => path));
  return {
    "docs/llms.txt": index(pages),
    "docs/llms-full.txt": pages.map((page) => whole(page, anchors)).join("\n"),
  };
}

/** The README, the pages in the order of their index, then the reference. */
function allPages(): Page[] {
  const linked = [...read(INDEX).matchAll(/\]\(([^)#:]+\.md)\)/g)].map(([, path = ""]) =>
    relative(ROOT, join(ROOT, dirname(INDEX), path)),
  );
  const reference = below("docs/api").sort();
  return [...new Set(["README.md", ...linked, ...reference])].map((path) => {
    const text = read(path);
    return { path, text, title: titleOf(text) ?? path };
  });
}

function index(pages: readonly Page[]): string {
  const [readme, ...others] = pages;
  const isReference = ({ path }: Page): boolean => path.startsWith("docs/api/");
  const [guides, reference] = [others.filter((page) => !isReference(page)), others.filter(isReference)];
  const about = readme ? firstSentence(readme.text) : "";
  return [
    `# pulumi-coze\n\n> ${about}`,
    `All of it in one file: [llms-full.txt](llms-full.txt). For people: [README](../README.md).`,
    `## Guides\n\n${guides.map(entry).join("\n")}`,
    `## Reference\n\n${reference.map(entry).join("\n")}\n`,
  ].join("\n\n");
}

function entry({ path, title, text }: Page): string {
  return `- [${title.replaceAll("\\", "")}](llms-full.txt#${anchorOf(path)}): ${firstSentence(text)}`;
}

function whole({ path, text }: Page, pages: ReadonlySet<string>): string {
  return `<a id="${anchorOf(path)}"></a>\n\n${withinOneFile(text, path, pages)}`;
}

function anchorOf(path: string): string {
  return path
    .replace(/\.md$/, "")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}

/** Turns links to pages into links to their places in the one file. Other links get the path in the repository. */
function withinOneFile(text: string, path: string, pages: ReadonlySet<string>): string {
  return text.replaceAll(/!?\[([^\]]*)\]\(([^)\s]+)\)/g, (link: string, words: string, target: string) => {
    if (/^[a-z]+:/.test(target)) return link;
    const file = target.replace(/#.*$/, "");
    const found = file === "" ? path : join(dirname(path), file);
    return pages.has(found) ? `[${words}](#${anchorOf(found)})` : `${words} (${found} in the repository)`;
  });
}

function titleOf(text: string): string | undefined {
  return /^# (.+)$/m.exec(text)?.[1] ?? /^title: (.+)$/m.exec(text)?.[1];
}

/** The first sentence of prose. */
function firstSentence(text: string): string {
  const prose = text.replace(/^---\n[^]*?\n---\n/, "").split(/\n{2,}/);
  const first = prose.find((part) => /^[A-Za-z`*(|[]/.test(part) && !isBreadcrumb(part)) ?? "";
  if (first === "" || first.startsWith("|"))
    throw new Error("a page begins with a sentence that says what it is about");
  const [sentence = first] = first.replaceAll("\n", " ").split(/(?<=\.) (?=[A-Z`[])/);
  return sentence.replace(/\]\([^)]*\)/g, "]").replace(/[[\]]/g, "");
}

const isBreadcrumb = (part: string): boolean => /^\[[^\]]+\]\([^)]+\) \/ /.test(part);

function below(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".md")).map((name) => join(folder, name));
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
