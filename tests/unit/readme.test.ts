import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { z } from "zod";
import { botInputs } from "../../provider/bot/inputs";
import { copyConfig } from "../../provider/client/settings";
import { publicationInputs } from "../../provider/publication/inputs";

const CHECKOUT = join(__dirname, "..", "..");
const EXAMPLES = readdirSync(join(CHECKOUT, "examples"))
  .map((name) => join("examples", name, "README.md"))
  .filter((path) => existsSync(join(CHECKOUT, path)));

const read = (path: string): string => readFileSync(join(CHECKOUT, path), "utf8");
const readme = read("README.md");

/** Another provider's package, of which only what the README uses is needed. */
const KUBERNETES = join(CHECKOUT, "kubernetes.d.ts");
const KUBERNETES_TEXT = `
  import type { CustomResource, Input } from "@pulumi/pulumi";
  export namespace core.v1 {
    class ConfigMap extends CustomResource {
      constructor(name: string, args: { data?: Input<Record<string, Input<string>>> });
    }
  }
`;

/** What a block without imports of its own goes on from. */
const BEFORE = `
  import * as pulumi from "@pulumi/pulumi";
  import { botArgs, CozeBot, CozeBotPublication, CozeProvider, getBot, getBotsOutput } from "pulumi-coze";
`;

function problems(blocks: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
    paths: { "@pulumi/kubernetes": [KUBERNETES] },
  };
  const texts = new Map([...blocks, [KUBERNETES, KUBERNETES_TEXT]]);
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...texts.keys()], options, {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile: (path, version, ...rest) => {
      const text = texts.get(path);
      return text === undefined ? host.getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
    },
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

function blocksOf(path: string): [string, string][] {
  const found = [...read(path).matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ""]) => code);
  return found.map((code, i) => [
    join(CHECKOUT, `${path}-${i}.ts`),
    /^import /m.test(code) ? code : `${BEFORE}\nasync function block() {\n${code}}\n`,
  ]);
}

test("the programs in the READMEs compile against the built package", () => {
  const blocks = new Map(["README.md", ...EXAMPLES].flatMap(blocksOf));
  expect(blocks.size).toBeGreaterThanOrEqual(4);
  expect(problems(blocks)).toEqual([]);
  // The check itself sees a mistake.
  const wrong = new Map([[join(CHECKOUT, "wrong.ts"), `${BEFORE} new CozeBot("a", { nam: "A" });`]]);
  expect(problems(wrong).join()).toContain("'nam' does not exist");
});

/** The names in the first column of the table with this heading, in the section with this title. */
function column(section: string, heading: string): string[] {
  const text = readme.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? "";
  const table = text.split(/\n\n/).find((part) => part.startsWith(`| ${heading} `)) ?? "";
  return table.split("\n").flatMap((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? []);
}

/** The dotted paths of an object's leaves; a list is one. */
function leaves(schema: z.ZodType, path = ""): string[] {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  if (!(inner instanceof z.ZodObject)) return [path];
  return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([key, value]) =>
    leaves(value, path === "" ? key : `${path}.${key}`),
  );
}

test("the tables list every input and every setting, and no other", () => {
  expect(column("CozeBot", "input").sort()).toEqual(leaves(botInputs).sort());
  expect(column("CozeBotPublication", "input").sort()).toEqual(["bot", ...leaves(publicationInputs)].sort());
  const keys: string[] = [];
  copyConfig((key) => void keys.push(key));
  // These two are a CozeProvider's.
  const settings = keys.filter((key) => !["coze:instance", "coze:tokenEnv"].includes(key));
  expect(column("Settings", "key").sort()).toEqual(settings.sort());
});

test("links inside the README lead somewhere", () => {
  const titles = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
  for (const [, target = ""] of readme.matchAll(/\]\(#([^)]*)\)/g)) expect(titles).toContain(target);
});
