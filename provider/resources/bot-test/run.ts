import type { ChatAnswer, ChatRequest, ChatSource, ToolCall } from "../../client/chat-types";
import { CozeApiError, messageOf } from "../../client/errors/errors";
import { formatPath } from "../../values/problem";
import { Threads, Unchecked } from "./checker/threads";
import { allowsNothing, holds, needsThread } from "./evaluate";
import { kindOf, type ParsedCase, type ParsedExpectation } from "./inputs";
import { judge, type Asker } from "./judge";
import type { BotTestStatus } from "./types";

const DEFAULT_TIMEOUT_SECONDS = 60;
const DEFAULT_CONCURRENCY = 4;
const EXCERPT = 300;

export interface Suite {
  readonly botId: string;
  readonly source: ChatSource;
  readonly cases: readonly ParsedCase[];
  readonly timeoutSeconds?: number | undefined;
  readonly concurrency?: number | undefined;
}

/** The reason why a case did not pass, with the beginning of the answer. */
export interface Reason {
  /** `cases[0].expect[1].contains`; absent if no expectation was checked. */
  readonly path?: string;
  /** Without a word of a bot. */
  readonly problem: string;
  /** What the judge said of the answer. */
  readonly judged?: string;
  /** The code of Coze's refusal. */
  readonly code?: number | undefined;
  /** The first characters of the answer. */
  readonly answered?: string;
  readonly calls?: readonly ToolCall[];
  readonly logId?: string | undefined;
}

export interface CaseOutcome {
  readonly position: number;
  readonly name: string;
  readonly status: BotTestStatus;
  readonly passed: number;
  readonly runs: number;
  readonly seconds: number;
  /** Of the last chat that did not pass. */
  readonly reason?: Reason | undefined;
}

export interface SuiteOutcome {
  readonly cases: readonly CaseOutcome[];
  readonly chats: number;
  /** The paths of the expectations that could not be checked. */
  readonly unchecked: readonly string[];
}

/** Faults of the bot: a prompt that is too long, a missing model, a question that it cannot answer, a workflow without settings. */
const OF_THE_BOT: readonly (number | undefined)[] = [4010, 4012, 4014, 4021];
/** No further chat can succeed: wrong requests, the account's balance and limits, tokens, a bot that is not there. */
const ENDS_ALL: readonly (number | undefined)[] = [
  ...[4000, 4001, 4002, 4003, 4004, 4006, 4007, 4008, 4011, 4015, 4019, 4022, 4028, 4100, 4101, 4200, 700012006],
];

/** `stopped`: never begun, or without the verdict of its judge. */
type RunOutcome =
  { readonly status: "passed" } | { readonly status: "failed" | "error" | "stopped"; readonly reason: Reason };

/** What the cases of a run share. */
interface Run {
  readonly suite: Suite;
  readonly ask: Asker;
  readonly threads: Threads;
  readonly unchecked: Set<string>;
}

/** Runs the cases, a few at once. After an error that no chat can pass, the remaining cases are errors, too. */
export async function runSuite(
  suite: Suite,
  ask: (request: ChatRequest) => Promise<ChatAnswer>,
  { now, onEnd }: { now: () => number; onEnd?: (outcome: CaseOutcome) => void },
): Promise<SuiteOutcome> {
  const { cases, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, concurrency = DEFAULT_CONCURRENCY } = suite;
  let chats = 0;
  let ended: Reason | undefined;
  const asker: Asker = async (request) => {
    if (ended) throw new Stopped(ended);
    chats++;
    try {
      return await ask({ ...request, timeoutMs: timeoutSeconds * 1000 });
    } catch (error) {
      if (error instanceof CozeApiError && endsAll(error)) ended = reasonOf(error);
      throw error;
    }
  };

  const run: Run = { suite, ask: asker, threads: new Threads(), unchecked: new Set() };
  if (cases.some(({ expect }) => expect.some(needsThread))) run.threads.warm();
  const outcomes: CaseOutcome[] = [];
  const waiting = cases.entries();
  const worker = async (): Promise<void> => {
    for (const [position, each] of waiting) {
      const begun = now();
      const outcome = await runCase(run, each, position);
      const ended = { position, name: each.name, ...outcome, seconds: (now() - begun) / 1000 };
      outcomes[position] = ended;
      onEnd?.(ended);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, cases.length) }, worker));
  } finally {
    await run.threads.close();
  }
  return { cases: outcomes, chats, unchecked: [...run.unchecked] };
}

class Stopped extends Error {
  constructor(readonly reason: Reason) {
    super(reason.problem);
  }
}

function endsAll({ code, httpStatus }: CozeApiError): boolean {
  return ENDS_ALL.includes(code) || httpStatus === 401;
}

/** Chats until the case is decided. An error counts as neither passed nor failed. */
async function runCase(
  run: Run,
  each: ParsedCase,
  position: number,
): Promise<Pick<CaseOutcome, "status" | "passed" | "runs" | "reason">> {
  const { repeat = 1, minPassed = repeat } = each;
  const count = { passed: 0, failed: 0, error: 0 };
  let reason: Reason | undefined;
  let runs = 0;
  while (count.passed < minPassed && count.passed + (repeat - runs) >= minPassed) {
    const outcome = await runOnce(run, each, position);
    if (outcome.status === "stopped") return { status: "error", passed: count.passed, runs, reason: outcome.reason };
    runs++;
    count[outcome.status]++;
    if (outcome.status === "failed" || (outcome.status === "error" && count.failed === 0)) reason = outcome.reason;
  }
  const { passed, failed } = count;
  if (passed >= minPassed) return { status: "passed", passed, runs };
  return { status: failed > repeat - minPassed ? "failed" : "error", passed, runs, reason };
}

async function runOnce(run: Run, each: ParsedCase, position: number): Promise<RunOutcome> {
  const { botId, source } = run.suite;
  const messages = [...(each.history ?? []), { role: "user" as const, content: each.ask }];
  try {
    const answer = await run.ask({ botId, source, messages, customVariables: each.customVariables ?? {} });
    return await evaluate(run, each, position, answer);
  } catch (error) {
    if (error instanceof Stopped) return { status: "stopped", reason: error.reason };
    if (!(error instanceof CozeApiError)) throw error;
    return { status: OF_THE_BOT.includes(error.code) ? "failed" : "error", reason: reasonOf(error) };
  }
}

function reasonOf(error: CozeApiError): Reason {
  return { problem: messageOf(error), code: error.code, logId: error.logId };
}

/** Checks all expectations. Judges come last, since each costs a chat. */
async function evaluate(run: Run, each: ParsedCase, position: number, answer: ChatAnswer): Promise<RunOutcome> {
  const { status, waitsFor, text, calls, logId } = answer;
  const said = {
    answered: Array.from(text.slice(0, 2 * EXCERPT))
      .slice(0, EXCERPT)
      .join(""),
    calls,
    logId,
  };
  if (status === "canceled") return { status: "error", reason: { problem: "the chat was canceled", ...said } };
  if (status === "requires_action") {
    const problem = `the bot waits for its caller to run the tool ${waitsFor ?? "that it names"}`;
    return { status: "failed", reason: { problem, ...said } };
  }
  if (text.trim() === "" && !allowsNothing(each.expect)) {
    return { status: "failed", reason: { problem: "the answer is empty", ...said } };
  }
  for (const [i, expected] of each.expect.entries()) {
    const found = await check(run, expected, answer, ["cases", position, "expect", i]);
    if (found) return { status: found.status, reason: { ...found.reason, ...said } };
  }
  for (const [i, { judge: asked }] of each.expect.entries()) {
    if (asked === undefined) continue;
    const { status: found, words, logId: judged } = await judge(run.ask, asked, each.ask, answer);
    if (found === "passed") continue;
    const says = found === "failed" ? "says FAIL" : "has answered neither PASS nor FAIL";
    const problem = `the judge, bot ${asked.botId}, ${says} (log id ${judged ?? "unknown"})`;
    const path = formatPath(["cases", position, "expect", i, "judge"]);
    return { status: found, reason: { path, problem, ...(words === "" ? {} : { judged: words }), ...said } };
  }
  return { status: "passed" };
}

type Found = { readonly status: "failed" | "error"; readonly reason: Reason } | undefined;

/** Why an expectation does not hold; `undefined` if it does. */
async function check(
  { threads, unchecked }: Run,
  expected: ParsedExpectation,
  answer: ChatAnswer,
  at: readonly PropertyKey[],
): Promise<Found> {
  const kind = kindOf(expected);
  const path = formatPath([...at, kind]);
  if (kind === "maxTokens" && answer.tokens === undefined) unchecked.add(path);
  try {
    if (await holds(expected, answer, threads)) return undefined;
  } catch (error) {
    if (!(error instanceof Unchecked)) throw error;
    return { status: "error", reason: { path, problem: `${kind} ${error.message}` } };
  }
  const { ignoreCase, arguments: given } = expected;
  const beside = `${given ? ` with ${JSON.stringify(given)}` : ""}${ignoreCase ? ", ignoring case," : ""}`;
  const took = kind === "maxSeconds" ? `, it took ${answer.seconds.toFixed(1)} s` : "";
  const used = kind === "maxTokens" ? `, it used ${answer.tokens}` : "";
  const problem = `${kind} ${JSON.stringify(expected[kind])}${beside} does not hold${took}${used}`;
  return { status: "failed", reason: { path, problem } };
}
