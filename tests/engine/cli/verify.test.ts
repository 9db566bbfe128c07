import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../../emulator";
import { inProcess, MAIN, pulumiCoze } from "./command";

interface Report {
  readings: { id: string; question: string; verdict: string; expected: string; seen: string }[];
  calls: number;
  left: string[];
}

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const run = (...args: string[]) => inProcess(emulator, tmpdir(), ["verify", "--space", emulator.spaceId, ...args]);

test("without --write it only reads, and says beforehand how many calls it makes", async () => {
  const args = ["verify", "--space", emulator.spaceId, "--json"];
  const { code, stdout, stderr } = await pulumiCoze(emulator, tmpdir(), args);
  const report = JSON.parse(stdout) as Report;
  expect([code, report.calls, report.left]).toEqual([0, emulator.calls.length, []]);
  expect(emulator.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  const [, most] = /up to (\d+) API calls \(free plans have 500 in all\)/.exec(stderr) ?? [];
  expect(report.calls).toBeLessThanOrEqual(Number(most));
  expect(stderr).toContain("It only reads.");
  expect(report.readings.find(({ id }) => id === "publish")).toMatchObject({ verdict: "not run" });
  expect(Object.keys(report.readings[0] ?? {}).sort()).toEqual(["expected", "id", "question", "seen", "verdict"]);
});

test("--write needs --yes where nobody can be asked, before any call", async () => {
  const { code, stderr } = await run("--write");
  expect(code).toBe(2);
  expect(stderr).toMatch(/It makes one bot named verify-.*--yes/s);
  expect(emulator.calls).toEqual([]);
});

test("--write: a line a reading, what is left, and a recording without secrets", async () => {
  const directory = mkdtempSync(join(tmpdir(), "verify-"));
  const file = join(directory, "run.jsonl");
  const { code, stdout } = await run("--write", "--yes", "--record", file);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^as expected {2}publish: /m);
  expect(stdout).toMatch(/^\d+ as expected, 0 differ, 0 refused, \d+ not run; \d+ API calls$/m);
  expect(stdout).toMatch(
    new RegExp(`^left behind, unpublished and renamed del-…: ${emulator.bots[0]?.id ?? ""}$`, "m"),
  );
  const recording = readFileSync(file, "utf8");
  expect(JSON.parse(recording.slice(0, recording.indexOf("\n")))).toMatchObject({ recording: 1, write: true });
  expect(recording).not.toContain(emulator.token);
  rmSync(directory, { recursive: true });
});

test("a recording that cannot be written, or would overwrite a file, is refused before the first call", async () => {
  const directory = mkdtempSync(join(tmpdir(), "verify-"));
  const file = join(directory, "run.jsonl");
  writeFileSync(file, "mine");
  for (const [record, problem] of [
    [file, "it exists already: give --force to overwrite it"],
    [directory, "EISDIR"],
    [join(file, "below"), "ENOTDIR"],
    [join(directory, "no", "folder"), "ENOENT"],
  ] as const) {
    const { code, stderr, stdout } = await run("--record", record);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`--record ${record} cannot be written, and nothing was asked: `);
    expect(stderr).toContain(record === directory ? "already" : problem);
  }
  expect(emulator.calls).toEqual([]);
  expect(readFileSync(file, "utf8")).toBe("mine");
  expect((await run("--record", file, "--force")).code).toBe(0);
  expect(readFileSync(file, "utf8")).toContain('"recording":1');
  rmSync(directory, { recursive: true });
});

test("what differs: the exit code, what depends on it and what it means", async () => {
  emulator.set({ quirks: { pascalOnboarding: true } });
  const { code, stdout } = await run("--write", "--yes");
  expect(code).toBe(1);
  expect(stdout).toMatch(/^differs {6}onboarding-case: .* PascalCase\n +expected: snake_case\. .*\n +depends on it: /m);
});

test("a token that is refused: one line that points to the doctor", async () => {
  const { code, stderr } = await inProcess(emulator, tmpdir(), ["verify", "--space", "1"], {
    env: { COZE_API_TOKEN: "pat_unknown" },
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(/700012006 .*pulumi-coze doctor/);
});

/** Starts a run that writes, and waits for the publish of its bot. */
async function untilPublished(): Promise<{ kill(signal: NodeJS.Signals): void; ended: Promise<number | null> }> {
  const args = ["verify", "--space", emulator.spaceId, "--write", "--yes"];
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env["PATH"], COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token },
    stdio: "ignore",
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const isPublished = () => emulator.bots.some(({ published }) => "1024" in published);
  const published = new Promise((resolve) => emulator.on("call", () => isPublished() && resolve(true)));
  await Promise.race([published, ended]);
  return { kill: (signal) => child.kill(signal), ended };
}

const leftovers = () => emulator.bots.map(({ draft, published }) => [draft.name.slice(0, 4), Object.keys(published)]);

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s finishes the bot: unpublished and renamed, exit code %i", async (signal, code) => {
  emulator.set({ latencyMs: 20 });
  const run = await untilPublished();
  run.kill(signal);
  expect(await run.ended).toBe(code);
  expect(leftovers()).toEqual([["del-", []]]);
});

test("what a killed run has left, the next one finishes", async () => {
  emulator.set({ latencyMs: 20 });
  const killed = await untilPublished();
  killed.kill("SIGKILL");
  await killed.ended;
  expect(leftovers()).toEqual([["veri", ["1024"]]]);
  await run("--write", "--yes");
  expect(leftovers()).toEqual([
    ["del-", []],
    ["del-", []],
  ]);
});
