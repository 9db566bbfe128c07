import { CozeApiError, messageOf } from "../../client/errors/errors";
import type { ChatAnswer, ChatRequest, ChatSource, ToolCall } from "../../client/chat-types";
import { formatPath } from "../../values/problem";
import { withoutTokens } from "../../values/tokens";
import { Threads, Unchecked } from "./checker/threads";
import { allowsNothing, holds, needsThread } from "./evaluate";
import { kindOf, type ParsedCase, type ParsedExpectation } from "./cases";
import { judge, type Asker } from "./judge";

const DEFAULT_TIMEOUT_SECONDS = 60;
const EXCERPT = 300;

/** The content that is asked: a bot's draft, a version, or the live version. */
export interface Subject {
  readonly botId: string;
  readonly source: ChatSource;
}

/** The beginning of an answer. */
export interface Said {
  /** The first characters of the answer. */
  readonly answered?: string;
  readonly calls?: readonly ToolCall[];
  readonly logId?: string | undefined;
}

/** The reason why a case did not pass, with the beginning of the answer. */
export interface Reason extends Said {
  /** `cases[0].expect[1].contains`; absent if no expectation was checked. */
  readonly path?: string;
  /** The problem, without any words of a bot. */
  readonly problem: string;
  /** The judge's words about the answer. */
  readonly judged?: string;
  /** The code of Coze's refusal. */
  readonly code?: number | undefined;
}

/** The outcome of one chat. `stopped`: the chat never began, or lacks the verdict of its judge. */
export type ChatOutcome =
  | { readonly status: "passed"; readonly said: Said }
  | { readonly status: "failed" | "error" | "stopped"; readonly reason: Reason };

/** The parts that the chats of a run share. */
export interface Run {
  readonly ask: Asker;
  readonly threads: Threads;
  /** The paths of the expectations that could not be checked. */
  readonly unchecked: Set<string>;
  /** The number of characters that are kept of an answer; default 300. */
  readonly excerpt?: number | undefined;
}

/**
 * Codes for faults of the bot: a prompt that is too long, a missing model, a question that it cannot answer, a workflow
 * without settings.
 */
const OF_THE_BOT: readonly (number | undefined)[] = [4010, 4012, 4014, 4021];
/** Codes after which no chat can succeed: wrong requests, the account's balance and limits, tokens, a missing bot. */
const ENDS_ALL: readonly (number | undefined)[] = [
  ...[4000, 4001, 4002, 4003, 4004, 4006, 4007, 4008, 4011, 4015, 4019, 4022, 4028, 4100, 4101, 4200, 700012006],
];

/** Threads for the cases. The first thread starts during the first chat, if any pattern or schema needs it. */
export function threadsFor(cases: readonly ParsedCase[]): Threads {
  const threads = new Threads();
  if (cases.some(({ expect }) => expect.some(needsThread))) threads.warm();
  return threads;
}

/** Counts the chats, and begins no more after an error that every chat would have. */
export class Chats {
  count = 0;
  /** The reason why no more chats begin. */
  ended: Reason | undefined;

  constructor(
    private readonly send: (request: ChatRequest) => Promise<ChatAnswer>,
    private readonly timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
  ) {}

  readonly ask: Asker = async (request) => {
    if (this.ended) throw new Stopped(this.ended);
    this.count++;
    try {
      return await this.send({ ...request, timeoutMs: this.timeoutSeconds * 1000 });
    } catch (error) {
      if (error instanceof CozeApiError && endsAll(error)) this.ended = reasonOf(error);
      throw error;
    }
  };
}

class Stopped extends Error {
  constructor(readonly reason: Reason) {
    super(reason.problem);
  }
}

function endsAll({ code, httpStatus }: CozeApiError): boolean {
  return ENDS_ALL.includes(code) || httpStatus === 401;
}

/** One chat of a case, with the verdicts of its judges. */
export async function runOnce(
  run: Run,
  { botId, source }: Subject,
  each: ParsedCase,
  position: number,
): Promise<ChatOutcome> {
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
async function evaluate(run: Run, each: ParsedCase, position: number, answer: ChatAnswer): Promise<ChatOutcome> {
  const { status, waitsFor, text, calls, logId } = answer;
  const { excerpt = EXCERPT } = run;
  // A copy does not keep the whole answer in memory. Tokens are replaced before the cut, since the cut could halve a
  // token.
  const said = {
    answered: Array.from(withoutTokens(text.slice(0, 4 * excerpt)))
      .slice(0, excerpt)
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
  return { status: "passed", said };
}

type Found = { readonly status: "failed" | "error"; readonly reason: Reason } | undefined;

/** The reason why an expectation does not hold; `undefined` if it holds. */
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
