import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";
import { importBots } from "../../../provider/cli/import";
import { moduleKindOf } from "../../../provider/cli/module-kind";
import { Session } from "../../../provider/session/session";
import { emulate } from "../client/emulated";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "pulumi-coze-import-"))));
afterEach(() => rmSync(directory, { recursive: true }));

async function scene() {
  const emulator = await emulate();
  const session = new Session({ env: emulator.env, write: () => undefined });
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  const run = async (out = "bots.ts"): Promise<string> => {
    const options = { spaceId: emulator.spaceId, botIds: [], connectorIds: [], force: true };
    await importBots(session, { ...options, out: join(directory, out) }).finally(() => write.mockRestore());
    return readFileSync(join(directory, out), "utf8");
  };
  const make = (name: string): string =>
    emulator.console.createDraft(emulator.spaceId, { name, prompt_info: { prompt: `You are ${name}.` } });
  return { emulator, run, make, printed };
}

test.each([
  [1, "a bot of several agents"],
  [2, "a chatflow"],
])("a bot of mode %i is left out, and the program and the command say why", async (bot_mode, what) => {
  const { emulator, run, make, printed } = await scene();
  make("Plain");
  const id = make("Team");
  // Coze lists the newest first.
  const data = { bot_id: id, name: "Team", bot_mode, prompt_info: { prompt: "You are Team." } };
  emulator.fault({ route: "GET /v1/bots/:bot_id", kind: { status: 200, body: { code: 0, data } } });
  const text = await run();
  const line = `Bot "Team" (${id}) is left out: it is ${what}, whose content the API does not write.`;
  expect(text).toContain(`// ${line}\n`);
  expect(text).not.toContain(`botId: "${id}"`);
  expect(text).not.toContain("team.md");
  expect(text.match(/new CozeBot\(/g)).toHaveLength(1);
  const [written, ...left] = printed.join("").trimEnd().split("\n");
  expect(written).toMatch(/^1 bot written to .*, 1 prompt beside it$/);
  expect(left).toEqual([line]);
});

test.each([
  ["bots.ts", {}, "__dirname"],
  ["bots.ts", { "package.json": '{ "type": "commonjs" }' }, "__dirname"],
  ["bots.ts", { "package.json": '{ "type": "module" }' }, "import.meta.dirname"],
  ["src/bots.ts", { "package.json": '{ "type": "module" }' }, "import.meta.dirname"],
  ["src/bots.ts", { "package.json": '{ "type": "module" }', "src/package.json": '{ "name": "inner" }' }, "__dirname"],
  ["bots.mts", {}, "import.meta.dirname"],
  ["bots.cts", { "package.json": '{ "type": "module" }' }, "__dirname"],
  ["bots.ts", { "package.json": "not JSON" }, "__dirname"],
])("%s beside %j finds its prompts from %s", async (out, files, expected) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const { run, make } = await scene();
  make("Plain");
  const text = await run(out);
  expect(text).toContain(`readFileSync(join(${expected}, "prompts", file), "utf8")`);
  expect(moduleKindOf(join(directory, out))).toBe(expected === "__dirname" ? "commonjs" : "module");
});

test("the program of an ES module has no type errors", async () => {
  writeFileSync(join(directory, "package.json"), '{ "type": "module" }');
  const { run, make } = await scene();
  make("Plain");
  await run();
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: ["node"], lib: ["lib.es2023.d.ts"] },
    ...{
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      typeRoots: [join(__dirname, "../../../node_modules/@types")],
    },
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const program = ts.createProgram([join(directory, "bots.ts")], options);
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))
    // The folder has no packages.
    .filter((message) => !message.startsWith("Cannot find module 'pulumi-coze'"));
  expect(problems).toEqual([]);
});

test("a prompt that holds the token in use is written to no file, and its field is named", async () => {
  const { emulator, run } = await scene();
  const prompt_info = { prompt: `Call it with ${emulator.token}.` };
  const id = emulator.console.createDraft(emulator.spaceId, { name: "Careless", prompt_info });
  const error = await run().then(
    () => "",
    (thrown: unknown) => String(thrown),
  );
  expect(error).toContain(`bot ${id}: promptInfo.prompt holds the access token that this run uses`);
  expect(error).not.toContain(emulator.token);
  expect(readdirSync(directory)).toEqual([]);
});
