import { open } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { realClock } from "../provider/client/http/clock";
import { printable, say, UsageError } from "../provider/values/terminal";
import { withoutTokens } from "../provider/values/tokens";
import { codeOf, dataOf, describe, Probe } from "../provider/client/probe";
import { Workspace, type Asker } from "./asking";
import type { Result } from "./question";
import { QUESTIONS } from "./questions";
import { Recorder } from "./recording";
import { newRunId, TestBot } from "./test-bot";
import { callsOf, verify, type Report } from "./verify";

/** The exit codes that a shell reports after a signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof EXIT_CODES;

export interface VerifyOptions {
  readonly spaceId: string;
  readonly write: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly record: string | undefined;
  /** Whether the recording replaces a file. */
  readonly force: boolean;
}

/** Asks Coze the open questions, and prints the answers. Returns the exit code. */
export async function runVerify({ spaceId, write, yes, json, record, force }: VerifyOptions): Promise<number> {
  // The file is opened before the first call, so an unwritable file costs no calls.
  const recording = record === undefined ? undefined : await open(record, force ? "w" : "wx").catch(unwritable(record));
  await announce(spaceId, write, yes);
  const probe = Probe.open(process.env, say);
  const asker: Asker = {
    ask: (question) => probe.ask(question),
    begin: () => undefined,
    sleep: (ms) => realClock.sleep(ms),
    now: () => realClock.now(),
  };
  const token = process.env["COZE_API_TOKEN"]?.trim();
  const recorder = recording === undefined ? undefined : new Recorder(asker, token ? [token] : []);
  const user = await (recorder ?? asker).ask({ method: "GET", path: "/v1/users/me" });
  const userId = dataOf(user)["user_id"];
  if (codeOf(user) !== 0 || typeof userId !== "string") {
    throw new Error(`${describe(user)}, with the token from ${probe.source}: run \`pulumi-coze doctor\` to see why`);
  }
  const runId = newRunId();
  const bot = new TestBot(new Workspace(recorder ?? asker, spaceId), { userId, runId });
  const { report, signal } = await untilInterrupted((interrupted) =>
    verify({ bot, write, interrupted, calls: () => probe.calls, ...(!json && { onResult: printResult }) }),
  );
  // The results of the calls are printed before anything else can fail.
  if (json) process.stdout.write(`${withoutTokens(JSON.stringify(report))}\n`);
  else printEnd(report);
  if (recorder && recording) {
    const region = new URL(probe.settings.baseUrl).hostname;
    await recording.writeFile(recorder.text({ date: new Date().toISOString(), region, write, spaceId, userId, runId }));
    await recording.close();
  }
  if (report.unfinished.length > 0) return 2;
  if (signal) return EXIT_CODES[signal];
  return report.readings.some(({ verdict }) => verdict === "differs") ? 1 : 0;
}

function unwritable(file: string) {
  return ({ code, message }: NodeJS.ErrnoException): never => {
    const why = code === "EEXIST" ? "it exists already: give --force to overwrite it" : message;
    throw new Error(`--record ${file} cannot be written, and nothing was asked: ${why}`);
  };
}

/** Says what a run costs. Asks for consent if the run writes. */
async function announce(spaceId: string, write: boolean, yes: boolean): Promise<void> {
  const what = write
    ? `It makes one bot named verify-… in workspace ${spaceId}, publishes it to the API and Chat SDK channels, chats with it three times, and leaves it ` +
      "unpublished and renamed del-…, as Coze has no delete."
    : "It only reads.";
  say(`This makes up to ${callsOf(write)} API calls (free plans have 500 in all). ${what}`);
  if (!write || yes) return;
  if (!process.stdin.isTTY) throw new UsageError("--write asks for --yes where there is no terminal to confirm it on");
  const input = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await input.question("Go on? (yes/no) ");
  input.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Error("nothing was done");
}

/** The first signal ends the run after the current question. The run's bot is unpublished and renamed even then. */
async function untilInterrupted(
  run: (interrupted: AbortSignal) => Promise<Report>,
): Promise<{ report: Report; signal: Signal | undefined }> {
  const interruption = new AbortController();
  let signal: Signal | undefined;
  const interrupt = (received: Signal): void => {
    signal = received;
    say("ending the run after this question …");
    interruption.abort();
  };
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    const report = await run(interruption.signal);
    return { report, signal };
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

function printResult({ id, question, verdict, expected, seen }: Result): void {
  process.stdout.write(`${verdict.padEnd(11)}  ${id}: ${question} ${printable(seen)}\n`);
  if (verdict !== "differs") return;
  const asked = QUESTIONS.find((known) => known.id === id);
  process.stdout.write(
    `             expected: ${expected}. ${asked?.otherwise ?? ""}\n             depends on it: ${asked?.dependsOn ?? ""}\n`,
  );
}

function printEnd({ readings, calls, left, unfinished }: Report): void {
  const count = (verdict: Result["verdict"]): number => readings.filter((result) => result.verdict === verdict).length;
  process.stdout.write(
    `${count("as expected")} as expected, ${count("differs")} differ, ${count("refused")} refused, ${count("not run")} not run; ${calls} API calls\n`,
  );
  if (left.length > 0) process.stdout.write(`left behind, unpublished and renamed del-…: ${left.join(", ")}\n`);
  if (unfinished.length > 0)
    process.stdout.write(`could not be unpublished and renamed: ${unfinished.join(", ")}; run this again\n`);
}
