import { join } from "node:path";
import * as coze from "pulumi-coze";
import ts from "typescript";
import { blocksOf, CHECKOUT, PAGES } from "./pages";

/** The imports of a block that has none. */
const BEFORE = `
  import * as pulumi from "@pulumi/pulumi";
  import { ${Object.keys(coze).join(", ")} } from "pulumi-coze";
`;

function problems(texts: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    types: ["node", "jest"],
  };
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

const LANGUAGES = { ts: "ts", typescript: "ts", js: "js", javascript: "js" };

/** Each in a file of its own, named by its page and line. */
const programs = PAGES.flatMap((page) => blocksOf(page, ...Object.keys(LANGUAGES))).map(
  ({ page, line, language, code }): [string, string] => [
    join(CHECKOUT, `${page}-${line}.${LANGUAGES[language as keyof typeof LANGUAGES]}`),
    /^import |require\(/m.test(code) ? code : `${BEFORE}\nasync function block() {\n${code}}\n`,
  ],
);

test("the programs in the documentation compile against the built package", () => {
  expect(programs.length).toBeGreaterThanOrEqual(20);
  // The check itself sees a mistake.
  const wrong = join(CHECKOUT, "wrong.ts");
  const found = problems(new Map([...programs, [wrong, `${BEFORE} new CozeBot("a", { nam: "A" });`]]));
  expect(found.filter((problem) => !problem.startsWith(wrong))).toEqual([]);
  expect(found.join()).toContain("'nam' does not exist");
});
