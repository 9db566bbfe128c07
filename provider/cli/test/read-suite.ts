import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { messageOf } from "../../client/errors/errors";
import { schemaProblems, shapeProblems, suiteProblems, suiteShape } from "../../resources/bot-test/inputs";
import { sentence } from "../../values/problem";

/** The content of a suite file: the inputs of a CozeBotTest that concern its cases. */
export const suite = z.strictObject({ $schema: z.string().optional(), ...suiteShape });
export type SuiteFile = z.infer<typeof suite>;

/**
 * Reads a suite for one bot or two: JSON, or the default export of an ES module. `repeat` replaces that of every case, and all its chats
 * must pass.
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
  return { ...rest, cases: cases.map((each) => ({ ...each, repeat, minPassed: undefined })) };
}

async function load(file: string): Promise<unknown> {
  try {
    // Editors on Windows begin a file with a byte order mark.
    if (extname(file) === ".json") return JSON.parse((await readFile(file, "utf8")).replace(/^\uFEFF/, "")) as unknown;
    if (extname(file) !== ".mjs") throw new Error("a suite is a .json or .mjs file");
    const { default: suite } = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
    return suite ?? {};
  } catch (error) {
    throw new Error(`${file}: ${messageOf(error)}`, { cause: error });
  }
}
