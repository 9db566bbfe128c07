import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { writesOf } from "../../harness/emulated";
import { combinations } from "../../behaviour/drift/samples";
import { startEmulator, type Emulator } from "../../../emulator";
import { openWorkspace } from "../../harness/cli/stack";
import type { Workspace } from "../../harness/cli/workspace";
import { fill, hardNames } from "./bots";
import { filesIn, inProcess, pulumiCoze } from "./command";
import { prettier } from "./prettier";

/** How many bots the list has on a page. */
const PAGE = 20;

let emulator: Emulator;
let ws: Workspace;
let directory: string;
let files: Record<string, string>;
/** After the `up` of the program, as `pulumi stack export` prints it. */
let state: string;

beforeAll(async () => {
  emulator = await startEmulator({ maxPageSize: PAGE });
  fill(emulator);
  ws = await openWorkspace({
    // A test below checks the types.
    env: { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token, PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  });
  await ws.writeProgram("", {}, { language: "ts" });
  directory = ws.projectDir;
  const before = filesIn(directory);
  emulator.clearCalls();
  const result = await pulumiCoze(emulator, directory, ["import", "--space", emulator.spaceId]);
  expect(result).toEqual({
    code: 0,
    stderr: "",
    stdout: expect.stringMatching(/^\d+ bots written to bots\.ts, /) as string,
  });
  expect(result.stdout).toBe(`${emulator.bots.length} bots written to bots.ts, ${prompts()} prompts beside it\n`);
  files = Object.fromEntries(Object.entries(filesIn(directory)).filter(([path]) => !(path in before)));
});
afterAll(async () => {
  await ws.close();
  await emulator.close();
});

const prompts = () => emulator.bots.filter(({ draft }) => draft.prompt_info?.prompt).length;

test("every bot of the space is in the program once, and only reads were made", () => {
  const text = files["bots.ts"] ?? "";
  for (const { id } of emulator.bots) expect(text.split(`botId: "${id}"`)).toHaveLength(2);
  expect(emulator.bots.length).toBeGreaterThan(PAGE);
  expect(writesOf(emulator.calls)).toEqual([]);
});

test("prompts are files beside it, each with the prompt as it is, and nothing is written anywhere else", () => {
  const { "bots.ts": _program, ...others } = files;
  expect(Object.keys(others)).toHaveLength(prompts());
  for (const path of Object.keys(others)) expect(path).toMatch(/^prompts\/[\p{L}\p{M}\p{N}-]+\.md$/u);
  const wanted = emulator.bots.map(({ draft }) => draft.prompt_info?.prompt).filter(Boolean);
  expect(Object.values(others).sort()).toEqual(wanted.sort());
  expect(Object.keys(others)).toEqual(expect.arrayContaining(["prompts/escape.md", "prompts/客服助手.md"]));
});

test("Prettier formats the program, whatever the names, and changes no prompt, id or note", () => {
  const text = files["bots.ts"] ?? "";
  const words = (program: string): string[] => program.match(/prompts?\/\S+|\b\d{10,}\b|^\/\/ .*$/gm) ?? [];
  expect(words(text).length).toBeGreaterThan(100);
  expect(words(prettier(text))).toEqual(words(text));
});

test("the program has no type errors", () => {
  const options: ts.CompilerOptions = {
    ...{ noUnusedLocals: true, noUnusedParameters: true, exactOptionalPropertyTypes: true },
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: ["node"], lib: ["lib.es2023.d.ts"] },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext },
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const program = ts.createProgram([join(directory, "bots.ts")], options);
  const problems = ts.getPreEmitDiagnostics(program);
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test("the comments say what is in no read, what is left out, and what a publish would take live", () => {
  const text = files["bots.ts"] ?? "";
  for (const note of [
    "// Not returned by Coze, so not declared: iconFileId, knowledge.autoCall, knowledge.searchStrategy.",
    /\/\/ Channel 999 has an older version, \d+: it is left out\.\nnew CozeBotPublication\("two-versions"/,
    /\/\/ The draft has changes that are not published: the next publish takes them live\.\nnew CozeBotPublication\("newer-draft"/,
  ])
    expect(text).toMatch(note);
  expect(text.match(/not published: the next/g)).toHaveLength(1);
  expect(text.match(/Not returned by Coze/g)).toHaveLength(1);
  expect(text.split(emulator.spaceId)).toHaveLength(2);
  // Windows has no file of that name.
  expect(files).not.toHaveProperty(["prompts/con.md"]);
  expect(text).not.toContain("@ts-expect-error\n");
});

test("pulumi up of the program takes every bot and version over, and writes nothing on the server", async () => {
  const before = emulator.bots;
  await ws.writeProgram(`export * from "./bots";`, {}, { language: "ts" });
  emulator.clearCalls();
  const up = await ws.up();
  expect(writesOf(emulator.calls)).toEqual([]);
  expect(emulator.bots).toEqual(before);
  const published = before.filter((bot) => Object.keys(bot.published).length > 0).length;
  expect(published).toBeGreaterThan(5);
  expect(up.stdout).toContain(`+ ${before.length + published + 1} created`);

  // And the stack has them all.
  ({ stdout: state } = await ws.run(["stack", "export"]));
  const audit = await inProcess(emulator, directory, ["audit", "--space", emulator.spaceId], { input: state });
  const count = `${before.length} bots in workspace ${emulator.spaceId}: 0 unmanaged; ${before.length} resources: 0 gone\n`;
  expect(audit).toEqual({ code: 0, stdout: count, stderr: "" });
});

test("--finish takes the adoption out of the program, and the stack stays as it is", async () => {
  const done = await inProcess(emulator, directory, ["import", "--finish"], { input: state });
  expect([done.code, done.stderr]).toEqual([0, ""]);
  expect(done.stdout).toMatch(/^\d+ lines taken out of bots\.ts\n$/);
  const text = filesIn(directory)["bots.ts"] ?? "";
  expect(text).not.toMatch(/botId|adoptVersion/);
  emulator.clearCalls();
  await ws.up({ expectNoChanges: true });
  expect(writesOf(emulator.calls)).toEqual([]);
});

test("with every quirk of reading it is the same program, but for the tools that are not told", async () => {
  emulator.set({ quirks: combinations.at(-1) });
  const elsewhere = mkdtempSync(join(tmpdir(), "pulumi-coze-import-"));
  try {
    const { code } = await inProcess(emulator, elsewhere, ["import", "--space", emulator.spaceId, "--out", "a/b.ts"]);
    expect(code).toBe(0);
    const written = filesIn(elsewhere);
    const program = written["a/b.ts"] ?? "";
    expect(
      program.match(/plugins: Coze has not returned the ids of their tools, so they are not declared\./g),
    ).toHaveLength(2);
    expect(program).not.toMatch(/plugins: \[\n/);
    expect(Object.keys(written)).toHaveLength(prompts() + 1);
    expect(hardNames.length).toBeLessThan(prompts());
  } finally {
    emulator.set({ quirks: combinations[0] });
    rmSync(elsewhere, { recursive: true });
  }
});
