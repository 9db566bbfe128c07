import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { startEmulator, type Emulator } from "../../../emulator";
import { inProcess, pulumiCoze } from "./command";

let emulator: Emulator;
let bot: string;
const directory = mkdtempSync(join(tmpdir(), "suite-"));
beforeAll(async () => {
  emulator = await startEmulator();
  bot = emulator.console.createDraft(emulator.spaceId, { name: "Shop", prompt_info: { prompt: "Be kind." } });
  emulator.console.publish(bot, ["1024"]);
});
afterAll(async () => {
  await emulator.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  emulator.clearFaults();
  emulator.clearCalls();
});

const PASSES = { name: "greets", ask: "Hello?", expect: [{ contains: "Be kind." }] };
const FAILS = { name: '<quotes> & "more" \u0007', ask: "Hello?", expect: [{ contains: "Be rude." }] };

function suite(...cases: unknown[]): string {
  const file = join(directory, "suite.json");
  writeFileSync(file, JSON.stringify({ cases }));
  return file;
}

const run = (...args: string[]) => inProcess(emulator, directory, ["test", ...args, "--bot", bot]);
/** For a suite that is an ES module, and for what the package loads by path. */
const runInstalled = (...args: string[]) => pulumiCoze(emulator, directory, ["test", ...args, "--bot", bot]);

test("all pass: a line a case, and 0", async () => {
  const { code, stdout } = await run(suite(PASSES, { ...PASSES, name: "again" }));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^passed {2}greets \(\d+\.\d s\)$/m);
  expect(stdout).toMatch(/^all 2 cases passed\n2 chats\n$/m);
});

test("one fails: 1, with the expectation and what was answered", async () => {
  const { code, stdout } = await run(suite(PASSES, FAILS));
  expect(code).toBe(1);
  expect(stdout).toMatch(/1 of 2 cases failed:\n +- .*cases\[1\]\.expect\[0\]\.contains: .*answered ".*Be kind/);
});

test("one could not be tested: 2", async () => {
  emulator.fault({ route: "POST /v3/chat", kind: { code: 4011 } });
  const { code, stdout } = await run(suite(PASSES));
  expect(code).toBe(2);
  expect(stdout).toMatch(/4011/);
});

test("--json: one object", async () => {
  const { stdout } = await run(suite(PASSES, FAILS), "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    passed: false,
    chats: 2,
    results: [
      { name: "greets", status: "passed", passed: 1, runs: 1 },
      { status: "failed", passed: 0, runs: 1, reason: { path: "cases[1].expect[0].contains" } },
    ],
  });
});

test("--junit: failures and errors apart, as a parser reads them", async () => {
  const file = join(directory, "junit.xml");
  emulator.fault({ route: "POST /v3/chat", nth: 3, times: 2, kind: { status: 503 } });
  await run(suite(PASSES, FAILS, { ...PASSES, name: "last" }), "--junit", file);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => name === "testcase",
  });
  const { testsuites } = parser.parse(readFileSync(file, "utf8")) as {
    testsuites: { tests: string; failures: string; errors: string; testsuite: { testcase: Record<string, unknown>[] } };
  };
  expect([testsuites.tests, testsuites.failures, testsuites.errors]).toEqual(["3", "1", "1"]);
  const [passed, failed, error] = testsuites.testsuite.testcase;
  expect(passed).toMatchObject({ name: "greets" });
  expect(Object.keys(passed ?? {})).not.toEqual(expect.arrayContaining(["failure"]));
  expect(failed).toMatchObject({
    name: '<quotes> & "more" \uFFFD',
    failure: { message: expect.any(String) as string },
  });
  expect(error).toMatchObject({ name: "last", error: { message: expect.stringContaining("503") as string } });
});

test("--junit: the folder is made, and what cannot be written is known before a chat", async () => {
  const file = join(directory, "new", "folder", "junit.xml");
  expect((await run(suite(PASSES), "--junit", file)).code).toBe(0);
  expect(readFileSync(file, "utf8")).toContain("<testsuites");
  emulator.clearCalls();
  for (const [path, reason] of [
    [join(file, "below-a-file.xml"), "cannot be written"],
    [file, "give another path, or --force to overwrite"],
    ["/proc/pulumi-coze/x/junit.xml", "cannot be written"],
    ["", "--junit must not be empty"],
  ] as const) {
    const { code, stderr } = await run(suite(PASSES), "--junit", path);
    expect([code, emulator.calls]).toEqual([2, []]);
    expect(stderr).toContain(reason);
  }
  expect((await run(suite(FAILS), "--junit", file, "--force")).code).toBe(1);
  expect(readFileSync(file, "utf8")).toContain('failures="1"');
});

test("a suite may begin with a byte order mark", async () => {
  const file = suite(PASSES);
  writeFileSync(file, `\uFEFF${readFileSync(file, "utf8")}`);
  expect((await run(file)).code).toBe(0);
});

test("a JSON Schema is checked, and what is not applied is refused by its path, in the installed package", async () => {
  const schema = (given: object) => suite({ ...PASSES, expect: [{ json: { schema: given } }] });
  expect((await runInstalled(schema({ type: "object" }))).code).toBe(1);
  const { code, stderr } = await runInstalled(schema({ requird: ["a"] }));
  expect([code, stderr.split("\n")[0]]).toEqual([
    2,
    expect.stringMatching(
      /suite\.json: cases\[0\]\.expect\[0\]\.json\.schema\.requird: is no keyword of JSON Schema 2020-12/,
    ),
  ]);
});

test("the draft, a version, what is live", async () => {
  emulator.console.editDraft(bot, { prompt_info: { prompt: "Be rude." } });
  const file = suite(PASSES);
  expect((await run(file)).code).toBe(0);
  expect((await run(file, "--draft")).code).toBe(1);
  const version = emulator.bots.find(({ id }) => id === bot)?.versions[0]?.version ?? "";
  expect((await run(file, "--version", version)).code).toBe(0);
});

test("--repeat puts each case so often", async () => {
  expect((await run(suite(PASSES), "--repeat", "3")).stdout).toMatch(/3 of 3 chats\)$/m);
});

test("--repeat keeps the share of the chats that must pass", async () => {
  emulator.chat.script(bot, [{ reply: ["Be kind.", "no"] }]);
  const { code, stdout } = await run(suite({ ...PASSES, repeat: 4, minPassed: 2 }), "--repeat", "10");
  emulator.chat.script(bot, []);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/5 of 9 chats/)]);
});

test("a key that is there twice is refused by its path, since JSON would drop the first", async () => {
  const file = suite();
  const twice = '{ "name": "a", "ask": "?", "expect": [{ "contains": "x", "contains": "," }], "ask": "!" }';
  writeFileSync(
    file,
    `{ "cases": [{ "name": "b", "ask": "{\\"ask\\":[", "expect": [{ "contains": "" }] }, ${twice}] }`,
  );
  const { code, stderr } = await run(file);
  expect([code, stderr, emulator.calls]).toEqual([
    2,
    expect.stringContaining("cases[1].expect[0].contains, cases[1].ask: must be there once, since JSON keeps the last"),
    [],
  ]);
});

test.each(["draft", "live"])("what changes in the %s during the chats is not tested", async (which) => {
  const stop = emulator.on("call", ({ route }) => {
    if (route !== "POST /v3/chat") return;
    stop();
    emulator.console.editDraft(bot, { prompt_info: { prompt: `Be kind. Always, says ${which}.` } });
    if (which === "live") emulator.console.publish(bot, ["1024"]);
  });
  const args = which === "draft" ? ["--draft"] : [];
  const { code, stderr } = await run(suite({ ...PASSES, repeat: 3 }), ...args);
  const what = which === "draft" ? "the draft of bot \\d+ was edited" : "another version of bot \\d+ went live";
  expect([code, stderr]).toEqual([2, expect.stringMatching(`^pulumi-coze: not tested: ${what} during the chats`)]);
});

test("an error of a suite has no token", async () => {
  const file = join(directory, "leak.mjs");
  writeFileSync(file, "throw new Error(`with ${process.env.COZE_API_TOKEN}`);");
  const { code, stderr } = await runInstalled(file);
  expect([code, stderr]).toEqual([2, expect.stringContaining("with [token]")]);
  expect(stderr).not.toContain(emulator.token);
});

test("an ES module is a suite, too", async () => {
  const file = join(directory, "suite.mjs");
  writeFileSync(file, `export default { cases: [${JSON.stringify(PASSES)}] };`);
  expect((await runInstalled(file)).code).toBe(0);
});

test.each([
  [["--draft", "--version", "1"], "--draft and --version exclude each other"],
  [["--repeat", "0"], '--repeat must be a whole number from 1 to 100, got "0"'],
  [["--repeat", "1e1"], '--repeat must be a whole number from 1 to 100, got "1e1"'],
])("%j is refused", async (args, problem) => {
  const { code, stderr } = await run(suite(PASSES), ...args);
  expect([code, stderr.trimEnd().split("\n").at(-1)]).toEqual([2, `pulumi-coze: ${problem}`]);
});

test("a wrong suite: the file, the paths, all problems at once, and no chat", async () => {
  const { code, stderr } = await run(suite({ name: "", ask: "a", expect: [{ contains: "a", equals: "a" }] }));
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /suite\.json: cases\[0\]\.name: must be 1 to 100 characters.*; cases\[0\]\.expect\[0\]: must have exactly one of/,
  );
  expect(emulator.calls).toEqual([]);
  expect((await runInstalled("nowhere.json")).stderr).toMatch(/^pulumi-coze: nowhere\.json: ENOENT/);
});
