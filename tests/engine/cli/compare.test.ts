import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { startEmulator, type Emulator } from "../../../emulator";
import { inProcess, pulumiCoze } from "./command";

const CHAT = "POST /v3/chat";
const NASTY = 'refund | <window> @team #1 *b* `c` \u202e\u0007 "q"';

let emulator: Emulator;
let live: string;
let shadow: string;
const directory = mkdtempSync(join(tmpdir(), "compare-"));
beforeAll(async () => {
  emulator = await startEmulator();
  const { console: site, spaceId } = emulator;
  live = site.createDraft(spaceId, { name: "Shop", prompt_info: { prompt: "We refund within 30 days." } });
  site.publish(live, ["1024"]);
  shadow = site.createDraft(spaceId, { name: "Shop, review", prompt_info: { prompt: "Please contact support." } });
});
afterAll(async () => {
  await emulator.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  emulator.clearFaults();
  emulator.clearCalls();
});

const REFUND = { name: "refund window", ask: "Refund?", repeat: 5, expect: [{ contains: "30 days" }] };
const ORDER = { name: "order status", ask: "Order 7?", repeat: 5, expect: [{ contains: "Order 7" }] };

function suite(cases: unknown[] = [REFUND, ORDER], rest: object = {}): string {
  const file = join(directory, "suite.json");
  writeFileSync(file, JSON.stringify({ cases, ...rest }));
  return file;
}

const run = (file: string, ...args: string[]) => inProcess(emulator, directory, ["compare", file, ...args]);
const both = () => ["--baseline", live, "--candidate", `${shadow}@draft`];

test("worse: 1, the counts, and what both said", async () => {
  const args = ["compare", suite([ORDER, REFUND]), ...both()];
  const { code, stdout, stderr } = await pulumiCoze(emulator, directory, args);
  expect(code).toBe(1);
  const [head, ...cases] = stdout.trimEnd().split("\n");
  expect(head).toMatch(/^2 cases × 5: live 10\/10, draft 5\/10 – worse \(p = 0\.\d+\)$/);
  expect(cases[0]).toMatch(
    /^ {2}refund window {3}live \d\/\d {3}draft 0\/\d {3}"We refund within 30 days\.\\nRefund\?" → "Please contact support\.\\nRefund\?"$/,
  );
  expect(cases[1]).toMatch(/^ {2}order status {4}live \d\/\d {3}draft \d\/\d$/);
  expect(stderr).toBe("");
});

test("both are asked no further once the verdict is certain", async () => {
  const { stdout } = await run(suite([REFUND, ORDER]), ...both(), "--repeat", "20");
  expect(stdout).toMatch(/the verdict was certain before the end, so live and draft were asked no further\n$/);
  expect(emulator.calls.filter(({ route }) => route === CHAT).length).toBeLessThan(80);
});

test("no worse: 0, and the chats of both with one version each, in turn", async () => {
  const { code, stdout } = await run(suite(), "--baseline", `${shadow}@draft`, "--candidate", live);
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^2 cases × 5: draft \d\/\d+, live \d+\/\d+ – no worse \(p = 1\)/),
  ]);
  const version = emulator.bots.find(({ id }) => id === live)?.versions[0]?.version;
  const sources = new Set(emulator.chat.chats.map(({ source }) => source));
  expect(sources).toEqual(new Set(["draft", version]));
});

test("json: the comparison as the resource has it, and the counts of the cases, and nothing else", async () => {
  const { code, stdout } = await run(suite(), ...both(), "--format", "json");
  const version = emulator.bots.find(({ id }) => id === live)?.versions[0]?.version;
  const count = { passed: expect.any(Number) as number, runs: expect.any(Number) as number };
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    comparison: {
      baselineVersion: version,
      passed: {
        baseline: [expect.any(Number), expect.any(Number)],
        candidate: [expect.any(Number), expect.any(Number)],
      },
      p: expect.any(Number) as number,
      verdict: "worse",
    },
    cases: [
      { name: "refund window", baseline: count, candidate: count },
      { name: "order status", baseline: count, candidate: count },
    ],
  });
});

test("not enough chats: 3", async () => {
  const { code, stdout } = await run(suite([{ ...REFUND, repeat: 1 }]), ...both());
  expect(code).toBe(3);
  expect(stdout).toContain(
    "live 1/1, draft 0/1 – not enough chats (p = 0.5); no drop would have been found with alpha 0.05",
  );
});

test.each(["baseline", "candidate"])("faults of chats with the %s: 2, what was asked, and why", async (arm) => {
  const botId = arm === "baseline" ? live : shadow;
  emulator.fault({ route: CHAT, botId, nth: 3, times: Infinity, kind: { code: 4011 } });
  const { code, stdout, stderr } = await run(
    suite([ORDER, { ...ORDER, name: "again" }]),
    ...both(),
    "--format",
    "json",
  );
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ comparison: { verdict: "not enough chats", passed: { [arm]: [2, 2] } } });
  expect(stderr).toMatch(/^pulumi-coze: not compared: Coze could not chat with .*4011/);
});

test("worse whatever the chats with errors would have said: 1, and one verdict", async () => {
  emulator.fault({ route: CHAT, botId: live, nth: 12, times: Infinity, kind: { code: 4028 } });
  const { code, stdout, stderr } = await run(suite([{ ...REFUND, repeat: 12 }]), ...both());
  expect([code, stdout]).toEqual([1, expect.stringMatching(/ – worse \(p < 0\.0001\)/)]);
  expect(stderr).not.toContain("not compared");
});

test("a draft that is edited during the chats is not compared: 2, and no verdict", async () => {
  const stop = emulator.on("call", ({ route }) => {
    if (route !== CHAT) return;
    stop();
    emulator.console.editDraft(shadow, { prompt_info: { prompt: "Please contact our support." } });
  });
  const { code, stdout, stderr } = await run(suite(), ...both());
  emulator.console.editDraft(shadow, { prompt_info: { prompt: "Please contact support." } });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^pulumi-coze: not compared: the draft of bot \d+ was edited during the chats/);
});

test.each(["text", "html", "markdown"])("another version that goes live meanwhile is told in %s", async (format) => {
  const stop = emulator.on("call", ({ route }) => {
    if (route !== CHAT) return;
    stop();
    emulator.console.publish(live, ["1024"]);
  });
  const { code, stdout } = await run(suite(), ...both(), "--format", format);
  expect(code).toBe(1);
  expect(stdout).toMatch(/version \d+ of bot \d+ was asked, and meanwhile something else went live/);
});

test.each(["text", "html", "markdown", "junit", "json"])("no output has the token: %s", async (format) => {
  const { token } = emulator;
  emulator.chat.script(shadow, [{ reply: `${"x".repeat(1_990)}${token}` }]);
  const { stdout, stderr } = await run(suite([{ ...REFUND, name: `Is it ${token}?` }]), ...both(), "--format", format);
  const named = await run(suite(), "--baseline", `${live}@${token}`, "--candidate", live, "--format", format);
  emulator.chat.script(shadow, []);
  // Markdown writes some signs as their numbers.
  const plain = [stdout, stderr, named.stdout, named.stderr]
    .join("")
    .replace(/&#(\d+);/g, (_all, sign) => String.fromCharCode(Number(sign)));
  expect(plain.includes(token.slice(0, 9))).toBe(false);
});

test("nothing is live: 2, and no chat", async () => {
  const { code, stderr } = await run(suite(), "--baseline", shadow, "--candidate", `${shadow}@draft`);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^pulumi-coze: Coze could not read bot/)]);
  expect(emulator.calls.filter(({ route }) => route === CHAT)).toEqual([]);
});

test("markdown: a comment with its mark, a table, both answers folded, and nothing that a name or an answer could do in it", async () => {
  emulator.chat.script(shadow, [{ contains: "Refund", reply: `</pre><script>x</script> @team ${"y".repeat(3_000)}` }]);
  const { stdout } = await run(suite([{ ...REFUND, name: NASTY }, ORDER]), ...both(), "--format", "markdown");
  emulator.chat.script(shadow, []);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe("<!-- pulumi-coze compare -->");
  expect(lines[1]).toMatch(/^### 2 cases × 5&#58; live/);
  const row = lines.find((line) => line.startsWith("| <code>refund"));
  expect(row).toMatch(
    /^\| <code>(?:[^|<>@#*`&\p{Cc}\p{Bidi_Control}]|&#\d+;)+<\/code> \| \d\/\d \| 0\/\d \| \*\*worse\*\* \|$/u,
  );
  expect(stdout).toMatch(/<details><summary><code>refund .*<\/code>: worse<\/summary>/);
  expect(stdout).not.toMatch(/<\/pre><script|@team|y{1001}/);
  const tags = new Set([...stdout.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag));
  expect(tags).toEqual(new Set(["code", "details", "summary", "pre"]));
});

test("markdown: 100 cases that changed fit into one comment of GitHub", async () => {
  const long = Array.from({ length: 100 }, (_, i) => ({ ...REFUND, name: `${i} ${"<&>".repeat(30)}`, repeat: 1 }));
  emulator.chat.script(shadow, [{ reply: "<>&|".repeat(2_000) }]);
  const { stdout } = await run(suite(long, { maxChats: 200, concurrency: 16 }), ...both(), "--format", "markdown");
  emulator.chat.script(shadow, []);
  expect(stdout.length).toBeLessThan(65_536);
  expect(stdout).toMatch(/… and \d+ more changed cases, which a comment has no room for/);
});

test("junit: one test for the verdict, and one for each case, as a parser reads them", async () => {
  const { stdout } = await run(suite([{ ...REFUND, name: NASTY }, ORDER]), ...both(), "--format", "junit");
  const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(stdout) as {
    testsuites: { tests: string; failures: string; errors: string; testsuite: { testcase: Record<string, unknown>[] } };
  };
  expect([testsuites.tests, testsuites.failures, testsuites.errors]).toEqual(["3", "1", "0"]);
  expect(testsuites.testsuite.testcase).toMatchObject([
    { name: "no worse than live", failure: { message: expect.stringContaining("– worse") as string } },
    {
      name: expect.stringContaining("refund | <window>") as string,
      "system-out": expect.stringContaining("worse") as string,
    },
    { name: "order status", "system-out": expect.stringMatching(/^live \d\/\d, draft \d\/\d, as before$/) as string },
  ]);
});

test.each([
  [[], "--baseline is required"],
  [["--baseline", "1"], "--candidate is required"],
  [["--baseline", "1", "--candidate", "1"], "--baseline and --candidate must not be the same"],
  [["--baseline", "1@draft", "--candidate", "1@draft"], "--baseline and --candidate must not be the same"],
  [
    ["--baseline", "1@2@3", "--candidate", "1"],
    '--baseline must be <bot>, <bot>@<version> or <bot>@draft, got "1@2@3"',
  ],
  [["--baseline", "1", "--candidate", "2", "--alpha", "1"], '--alpha must be more than 0 and less than 1, got "1"'],
  [
    ["--baseline", "1", "--candidate", "2", "--format", "pdf"],
    '--format must be text, json, markdown, junit, html, got "pdf"',
  ],
])("%j is refused", async (args, problem) => {
  const { code, stderr } = await run(suite(), ...args);
  expect([code, stderr.trimEnd().split("\n").at(-1)]).toEqual([2, `pulumi-coze: ${problem}`]);
  expect(emulator.calls).toEqual([]);
});

test("more chats than maxChats, for both bots and after --repeat, are refused by their path", async () => {
  const { code, stderr } = await run(suite([REFUND, ORDER], { maxChats: 20 }), ...both(), "--repeat", "6");
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining(
      "maxChats: 2 cases, up to 12 chats with each of two bots are more than the 20 that it allows",
    ),
  ]);
  expect(emulator.calls).toEqual([]);
});
