import type { ChatSource } from "../../client/chat-types";
import { caseLine, omissions, report } from "../../resources/bot-test/report";
import { runSuite, type CaseOutcome, type SuiteOutcome } from "../../resources/bot-test/run";
import { watch } from "../../resources/bot-test/watch";
import type { Session } from "../../session/session";
import { counted } from "../../values/problem";
import { print, printable, printableLines, say } from "../../values/terminal";
import { withoutTokens } from "../../values/tokens";
import { refuseExisting, writeFiles } from "../write-files";
import { junit } from "./junit";
import { readSuite } from "./read-suite";

export interface TestOptions {
  readonly suite: string;
  readonly botId: string;
  readonly source: ChatSource;
  readonly repeat: number | undefined;
  readonly junit: string | undefined;
  /** Whether an existing report may be replaced. */
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * Asks a bot the questions of a suite. Returns the exit code: 0 all passed, 1 a case failed, 2 a case could not be
 * tested.
 */
export async function runTest(session: Session, options: TestOptions): Promise<number> {
  const { botId, source, json } = options;
  const suite = await readSuite(options.suite, options.repeat);
  // The file of the report is checked before the first chat is billed.
  if (options.junit !== undefined) refuseExisting([options.junit], options.force);
  const api = session.api();
  const look = typeof source === "string" ? await watch(session, botId, source) : undefined;
  const outcome = await runSuite({ ...suite, botId, source }, (request) => api.chats.ask(request), {
    now: () => session.clock.now(),
    onEnd: json ? () => undefined : printCase,
  });
  const { problem, note } = (await look?.again()) ?? {};
  if (problem !== undefined) throw new Error(`not tested: ${problem}`);
  if (note !== undefined) say(`pulumi-coze: ${note}`);
  const failed = outcome.cases.some(({ status }) => status === "failed");
  const open = outcome.cases.some(({ status }) => status === "error");
  const passed = !failed && !open;
  if (json) print(`${JSON.stringify(outputOf(passed, outcome))}\n`);
  else {
    const telling = { secrets: undefined, isDraft: source === "draft", words: true };
    const end = passed ? passedAll(outcome.cases.length) : report(outcome, telling);
    const omitted = omissions(outcome);
    print(`${printableLines(end)}\n${omitted === undefined ? "" : `${omitted}\n`}${counted(outcome.chats, "chat")}\n`);
  }
  // The chats are billed: their results are printed before anything else can fail.
  if (options.junit !== undefined) {
    const text = withoutTokens(junit(`bot ${botId}`, outcome, (each) => caseLine(each, undefined)));
    await writeFiles(new Map([[options.junit, text]]));
  }
  return open ? 2 : failed ? 1 : 0;
}

function outputOf(passed: boolean, { chats, cases, unchecked }: SuiteOutcome): object {
  return { passed, chats, results: cases.map(result), ...(unchecked.length > 0 ? { unchecked } : {}) };
}

function passedAll(count: number): string {
  return count === 1 ? "the case passed" : `all ${count} cases passed`;
}

function result({ name, status, passed, runs, seconds, reason }: CaseOutcome): object {
  return { name, status, passed, runs, seconds, ...(reason ? { reason } : {}) };
}

function printCase({ name, status, passed, runs, seconds }: CaseOutcome): void {
  const times = runs > 1 ? `, ${passed} of ${runs} chats` : "";
  print(`${status.padEnd(6)}  ${printable(name)} (${seconds.toFixed(1)} s${times})\n`);
}
