import type { ChatAnswer, ChatRequest } from "../../client/chat-types";
import { Chats, runOnce, threadsFor, type Reason, type Run, type Subject } from "./chat";
import type { ParsedCase } from "./cases";
import type { BotTestStatus } from "./types";

const DEFAULT_CONCURRENCY = 4;

export interface Suite extends Subject {
  readonly cases: readonly ParsedCase[];
  readonly timeoutSeconds?: number | undefined;
  readonly concurrency?: number | undefined;
}

export interface CaseOutcome {
  readonly position: number;
  readonly name: string;
  readonly status: BotTestStatus;
  readonly passed: number;
  readonly runs: number;
  readonly seconds: number;
  /** The reason of the last chat that did not pass. */
  readonly reason?: Reason | undefined;
}

export interface SuiteOutcome {
  readonly cases: readonly CaseOutcome[];
  readonly chats: number;
  /** The paths of the expectations that could not be checked. */
  readonly unchecked: readonly string[];
}

/** Runs the cases, a few at once. After an error that every chat would have, the remaining cases are errors, too. */
export async function runSuite(
  suite: Suite,
  send: (request: ChatRequest) => Promise<ChatAnswer>,
  { now, onEnd }: { now: () => number; onEnd?: (outcome: CaseOutcome) => void },
): Promise<SuiteOutcome> {
  const { cases, timeoutSeconds, concurrency } = suite;
  const chats = new Chats(send, timeoutSeconds);
  const run: Run = { ask: chats.ask, threads: threadsFor(cases), unchecked: new Set() };
  const outcomes: CaseOutcome[] = [];
  const test = async ([position, each]: [number, ParsedCase]): Promise<void> => {
    const begun = now();
    const outcome = await runCase(run, suite, each, position);
    const ended = { position, name: each.name, ...outcome, seconds: (now() - begun) / 1000 };
    outcomes[position] = ended;
    onEnd?.(ended);
  };
  try {
    await together(cases.entries(), concurrency, test);
  } finally {
    await run.threads.close();
  }
  return { cases: outcomes, chats: chats.count, unchecked: [...run.unchecked] };
}

/** Works on the jobs in their order, a few at once. A free worker takes the next job. */
export async function together<T>(
  jobs: Iterator<T> & Iterable<T>,
  concurrency = DEFAULT_CONCURRENCY,
  work: (job: T) => Promise<void>,
): Promise<void> {
  const worker = async (): Promise<void> => {
    for (const job of jobs) await work(job);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** Chats until the case is decided. An error counts as neither passed nor failed. */
async function runCase(
  run: Run,
  subject: Subject,
  each: ParsedCase,
  position: number,
): Promise<Pick<CaseOutcome, "status" | "passed" | "runs" | "reason">> {
  const { repeat = 1, minPassed = repeat } = each;
  const count = { passed: 0, failed: 0, error: 0 };
  let reason: Reason | undefined;
  let runs = 0;
  while (count.passed < minPassed && count.passed + (repeat - runs) >= minPassed) {
    const outcome = await runOnce(run, subject, each, position);
    if (outcome.status === "stopped") return { status: "error", passed: count.passed, runs, reason: outcome.reason };
    runs++;
    count[outcome.status]++;
    if (outcome.status === "failed" || (outcome.status === "error" && count.failed === 0)) reason = outcome.reason;
  }
  const { passed, failed } = count;
  if (passed >= minPassed) return { status: "passed", passed, runs };
  return { status: failed > repeat - minPassed ? "failed" : "error", passed, runs, reason };
}
