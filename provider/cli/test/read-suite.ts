import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { messageOf } from "../../client/errors/errors";
import { schemaProblems, shapeProblems, suiteProblems, suiteShape } from "../../resources/bot-test/inputs";
import { formatPath, sentence } from "../../values/problem";

/** The content of a suite file: the inputs of a CozeBotTest about its cases. */
export const suite = z.strictObject({ $schema: z.string().optional(), ...suiteShape });
export type SuiteFile = z.infer<typeof suite>;

/**
 * Reads a suite for one bot or two: JSON, or the default export of an ES module. `repeat` replaces `repeat` of every
 * case. The same share of chats must pass, rounded up.
 */
export async function readSuite(file: string, repeat: number | undefined, bots: 1 | 2 = 1): Promise<SuiteFile> {
  const content = await load(file);
  const given = typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
  const { success, data } = suite.safeParse(content);
  const read = success && repeat !== undefined ? repeated(data, repeat) : data;
  const problems = [
    ...shapeProblems(suite, content),
    ...suiteProblems(read ?? given, bots),
    ...(await schemaProblems(given["cases"])),
  ];
  if (problems.length > 0 || !read) throw new Error(`${file}: ${problems.map(sentence).join("; ")}`);
  return read;
}

function repeated({ cases, ...rest }: SuiteFile, repeat: number): SuiteFile {
  const scaled = ({ repeat: before = 1, minPassed }: SuiteFile["cases"][number]): number | undefined =>
    minPassed === undefined ? undefined : Math.ceil((minPassed * repeat) / before);
  return { ...rest, cases: cases.map((each) => ({ ...each, repeat, minPassed: scaled(each) })) };
}

function parse(text: string): unknown {
  const content = JSON.parse(text) as unknown;
  const twice = repeatedKeys(text).map(formatPath);
  if (twice.length > 0) throw new Error(`${twice.join(", ")}: must be there once, since JSON keeps the last one only`);
  return content;
}

async function load(file: string): Promise<unknown> {
  try {
    // Editors on Windows begin a file with a byte order mark.
    if (extname(file) === ".json") return parse((await readFile(file, "utf8")).replace(/^\uFEFF/, ""));
    if (extname(file) !== ".mjs") throw new Error("a suite is a .json or .mjs file");
    const { default: suite } = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
    return suite ?? {};
  } catch (error) {
    throw new Error(`${file}: ${messageOf(error)}`, { cause: error });
  }
}

type Path = readonly (string | number)[];

/** An object or a list that is not closed yet: the keys of an object so far, or the position in a list. */
interface Open {
  readonly path: Path;
  readonly keys?: Set<string>;
  at: string | number;
}

/** The paths of repeated keys in a JSON text. `JSON.parse` would silently keep only the last value of such a key. */
function repeatedKeys(text: string): Path[] {
  const found: Path[] = [];
  const open: Open[] = [];
  let isKey = false;
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|[{}[\],]/gs)) {
    const inner = open.at(-1);
    if (token === "{" || token === "[") {
      const path = inner ? [...inner.path, inner.at] : [];
      open.push({ path, at: 0, ...(token === "{" && { keys: new Set<string>() }) });
      isKey = token === "{";
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === ",") {
      if (typeof inner?.at === "number" && !inner.keys) inner.at++;
      isKey = inner?.keys !== undefined;
    } else if (isKey && inner?.keys) {
      const key = JSON.parse(token) as string;
      if (inner.keys.has(key)) found.push([...inner.path, key]);
      inner.keys.add(key);
      inner.at = key;
      isKey = false;
    }
  }
  return found;
}
