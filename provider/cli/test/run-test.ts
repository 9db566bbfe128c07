import { writeFile } from "node:fs/promises";
import type { ChatSource } from "../../client/chat-types";
import { caseLine, report } from "../../resources/bot-test/report";
import { runSuite, type CaseOutcome } from "../../resources/bot-test/run";
import type { Session } from "../../session/session";
import { counted } from "../../values/problem";
import { printable } from "../../values/terminal";
import { junit } from "./junit";
import { readSuite } from "./read-suite";

export interface TestOptions {
  readonly suite: string;
  readonly botId: string;
  readonly source: ChatSource;
  readonly repeat: number | undefined;
  readonly junit: string | undefined;
  readonly json: boolean;
}

/** Asks a bot the questions of a suite. Returns the exit code: 0 all passed, 1 a case failed, 2 a case could not be tested. */
export async function runTest(session: Session, options: TestOptions): Promise<number> {
  const { botId, source, json } = options;
  const suite = await readSuite(options.suite, options.repeat);
  const api = session.api();
  const outcome = await runSuite({ ...suite, botId, source }, (request) => api.chats.ask(request), {
    now: () => session.clock.now(),
    onEnd: json ? () => undefined : printCase,
  });
  if (options.junit !== undefined) {
    await writeFile(
      options.junit,
      junit(`bot ${botId}`, outcome, (each) => caseLine(each, undefined)),
    );
  }
  const failed = outcome.cases.some(({ status }) => status === "failed");
  const open = outcome.cases.some(({ status }) => status === "error");
  const passed = !failed && !open;
  if (json)
    process.stdout.write(`${JSON.stringify({ passed, chats: outcome.chats, results: outcome.cases.map(result) })}\n`);
  else {
    const end = passed ? passedAll(outcome.cases.length) : report(outcome, undefined, source === "draft");
    process.stdout.write(`${lines(end)}\n${counted(outcome.chats, "chat")}\n`);
  }
  return open ? 2 : failed ? 1 : 0;
}

function passedAll(count: number): string {
  return count === 1 ? "the case passed" : `all ${count} cases passed`;
}

function result({ name, status, passed, runs, seconds, reason }: CaseOutcome): object {
  return { name, status, passed, runs, seconds, ...(reason ? { reason } : {}) };
}

function printCase({ name, status, passed, runs, seconds }: CaseOutcome): void {
  const times = runs > 1 ? `, ${passed} of ${runs} chats` : "";
  process.stdout.write(`${status.padEnd(6)}  ${printable(name)} (${seconds.toFixed(1)} s${times})\n`);
}

/** Answers may hold control characters: makes each line printable. */
function lines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
