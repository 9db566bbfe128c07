import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../../emulator";
import { filesIn, inProcess, pulumiCoze, type CommandOptions } from "./command";

const CUSTOM = "7470000000000000001";
let emulator: Emulator;
let directory: string;
let ids: string[];
beforeAll(async () => {
  emulator = await startEmulator();
  ids = ["One", "Two", "Three"].map((name) =>
    emulator.console.createDraft(emulator.spaceId, { name, prompt_info: { prompt: name } }),
  );
});
afterAll(() => emulator.close());
beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-coze-import-")));
  emulator.clearFaults();
  emulator.clearCalls();
});
afterEach(() => rmSync(directory, { recursive: true }));

const run = (args: string[], options?: CommandOptions) =>
  inProcess(emulator, directory, ["import", "--space", emulator.spaceId, ...args], options);

test("--bot takes over the bots that it names, and one that is not there is an error", async () => {
  const { code } = await run(["--bot", ids[0] ?? "", "--bot", ids[2] ?? ""]);
  expect(code).toBe(0);
  expect(Object.keys(filesIn(directory)).sort()).toEqual(["bots.ts", "prompts/one.md", "prompts/three.md"]);
  const missing = await run(["--bot", ids[0] ?? "", "--bot", "7000000000000000000", "--out", "other.ts"]);
  expect(missing).toEqual({
    code: 2,
    stdout: "",
    stderr: `pulumi-coze: workspace ${emulator.spaceId} has no bot 7000000000000000000\n`,
  });
  expect(existsSync(join(directory, "other.ts"))).toBe(false);
});

test("--connector looks at a custom channel, too", async () => {
  const id = emulator.console.createDraft(emulator.spaceId, { name: "Custom" });
  const version = emulator.console.publish(id, ["1024", CUSTOM]);
  await run(["--bot", id]);
  expect(filesIn(directory)["bots.ts"]).toContain(`connectorIds: ["1024"],\n  adoptVersion: "${version}"`);
  await run(["--bot", id, "--connector", CUSTOM, "--force"]);
  expect(filesIn(directory)["bots.ts"]).toContain(`connectorIds: ["1024", "${CUSTOM}"],\n  adoptVersion: "${version}"`);

  // What could not be declared is said, rather than written.
  emulator.console.publish(id, ["1024"]);
  emulator.console.publish(id, [CUSTOM]);
  await run(["--bot", id, "--connector", CUSTOM, "--force"]);
  const text = filesIn(directory)["bots.ts"];
  expect(text).toContain('// Its publication cannot be declared: connectorIds: must have "1024"');
  expect(text).not.toContain("CozeBotPublication");
});

test("what is there already is not overwritten without --force, neither the program nor a prompt", async () => {
  writeFileSync(join(directory, "bots.ts"), "mine");
  const program = await run([]);
  expect(program).toMatchObject({ code: 2, stdout: "" });
  expect(program.stderr).toMatch(
    /^pulumi-coze: bots\.ts exists already, and nothing was written: give another path, or --force[^\n]*\n$/,
  );
  expect(emulator.calls).toEqual([]);
  expect(filesIn(directory)).toEqual({ "bots.ts": "mine" });

  mkdirSync(join(directory, "prompts"));
  writeFileSync(join(directory, "prompts", "two.md"), "mine");
  const javascript = await run(["--out", "bots.js"]);
  expect(javascript.code).toBe(2);
  expect(javascript.stderr).toContain('--out must end in .ts, since the program is TypeScript, got "bots.js"');
  const prompt = await run(["--out", "new.ts"]);
  expect(prompt.stderr).toContain("prompts/two.md exists already, and nothing was written");
  expect(filesIn(directory)).toEqual({ "bots.ts": "mine", "prompts/two.md": "mine" });

  expect((await run(["--force"])).code).toBe(0);
  expect(filesIn(directory)).toMatchObject({
    "prompts/two.md": "Two",
    "bots.ts": expect.stringContaining("CozeBot") as string,
  });
});

test("a bot that may not be read is named and left out, and the others are written", async () => {
  emulator.fault({ route: "GET /v1/bots/:bot_id", nth: 2, kind: { code: 4101, msg: "no access" } });
  const { code, stderr } = await run([]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Bot "\w+" \(\d+\) is left out: Coze could not read bot \d+: it answered 4101[^\n]*\n$/);
  const bots = filesIn(directory)["bots.ts"]?.match(/new CozeBot\(/g) ?? [];
  expect(bots).toHaveLength(emulator.bots.length - 1);
});

test("one more bot adds its lines alone", async () => {
  await run([]);
  const before = filesIn(directory)["bots.ts"]?.trimEnd().split("\n") ?? [];
  emulator.console.createDraft(emulator.spaceId, { name: "One", prompt_info: { prompt: "Another one" } });
  await run(["--force"]);
  const after = filesIn(directory)["bots.ts"]?.split("\n") ?? [];
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.length).toBeGreaterThan(before.length);
});

test("where something fails nothing is written, not even in part", async () => {
  emulator.fault({ route: "GET /v1/bots/:bot_id", nth: 3, kind: { code: 4000, msg: "no access" } });
  const failed = await run([]);
  expect(failed.code).toBe(2);
  expect(failed.stderr).toMatch(/^pulumi-coze: Coze could not read bot \d+: it answered 4000 "no access"[^\n]*\n$/);
  expect(filesIn(directory)).toEqual({});

  // The place of the prompts is taken, which shows only after the program's own.
  writeFileSync(join(directory, "prompts"), "a file");
  const taken = await run(["--force"]);
  expect(taken.code).toBe(2);
  expect(taken.stderr).toMatch(/^pulumi-coze: [^\n]+\n$/);
  expect(filesIn(directory)).toEqual({ prompts: "a file" });
  mkdirSync(join(directory, "bots.ts"));
  expect((await run(["--force"])).stderr).toBe("pulumi-coze: bots.ts is a directory, and nothing was written\n");
  expect(filesIn(directory)).toEqual({ prompts: "a file" });
});

test("in a pipe it is quiet, on a terminal one line tells how far it is and goes away", async () => {
  const piped = await run([]);
  expect(piped.stderr).toBe("");
  const args = ["import", "--space", emulator.spaceId, "--force"];
  const { code, stdout } = await pulumiCoze(emulator, directory, args, { terminal: true });
  expect(code).toBe(0);
  const [before, after] = stdout.split("\r\x1b[Kreading bot 1 of ");
  expect([before, stdout.match(/reading bot \d+/g)?.length]).toEqual(["", emulator.bots.length]);
  expect(after).toContain(`\r\x1b[K${emulator.bots.length} bots written to bots.ts`);

  // An error does not stand behind the progress.
  emulator.fault({ route: "GET /v1/bots/:bot_id", nth: 2, kind: { code: 4000, msg: "no access" } });
  const failed = await run(["--force"], { terminal: true });
  expect(failed.code).toBe(2);
  expect(failed.stdout).toContain("\r\x1b[Kpulumi-coze: Coze could not read");
});

test("what Coze's API would not take back is left out, and the comment says so", async () => {
  const id = emulator.console.createDraft(emulator.spaceId, { name: "Odd" });
  emulator.console.editDraft(id, {
    prompt_info: { prompt: "x".repeat(20_001) },
    onboarding_info: { prologue: "Hi", suggested_questions: ["?".repeat(51)] },
    model_info_config: { model_id: "1706077826", max_tokens: 0 },
  });
  await run(["--bot", id]);
  const text = filesIn(directory)["bots.ts"] ?? "";
  expect(Object.keys(filesIn(directory))).toEqual(["bots.ts"]);
  expect(text).toContain(
    "// Coze holds what its API does not accept: promptInfo.prompt: must be at most 20000 characters",
  );
  expect(text).toContain(
    "// Coze holds what its API does not accept: onboardingInfo.suggestedQuestions[0]: must be at most 50",
  );
  expect(text).toContain("// So not declared: promptInfo, onboardingInfo, modelInfoConfig.");
  expect(text).not.toMatch(/(promptInfo|onboardingInfo|modelInfoConfig): \{/);
});
