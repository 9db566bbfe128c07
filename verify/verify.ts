import { resultOf, judge, type Question, type Result } from "./question";
import { QUESTIONS } from "./questions";
import { finish, FINISHING_CALLS, type TestBot } from "./test-bot";

/** A run of the command. */
export interface Run {
  readonly bot: TestBot;
  /** Also asks the questions that make or change something on Coze. */
  readonly write: boolean;
  /** No further question is begun once it is aborted. */
  readonly interrupted?: AbortSignal;
  /** The number of API calls so far. */
  readonly calls: () => number;
  readonly onResult?: (result: Result) => void;
}

/** The command's JSON. */
export interface Report {
  readonly readings: readonly Result[];
  readonly calls: number;
  /** The bots of this run and of interrupted ones: unpublished and renamed, as Coze has no delete. */
  readonly left: readonly string[];
  /** Those of them that could not be unpublished and renamed: the next run tries again. */
  readonly unfinished: readonly string[];
}

/** The most calls that a run makes, beside those for leftovers of earlier runs. */
export function callsOf(write: boolean): number {
  const asked = QUESTIONS.filter((question) => write || !question.writes);
  return 1 + asked.reduce((sum, { calls }) => sum + calls, 0) + (write ? 2 * FINISHING_CALLS : 0);
}

/** Asks the questions one after another. The bots of the run are unpublished and renamed in any case. */
export async function verify(run: Run): Promise<Report> {
  const { bot, write, calls, onResult } = run;
  const readings: Result[] = [];
  let left: string[] = [];
  let unfinished: string[] = [];
  try {
    // Bots of an interrupted run.
    if (write) left = (await finish(bot)).left;
    for (const question of QUESTIONS) {
      const reason = reasonAgainst(run, question);
      const result = reason === undefined ? await judge(bot, question) : resultOf(question, "not run", reason);
      readings.push(result);
      onResult?.(result);
    }
  } finally {
    bot.workspace.begin(undefined);
    if (write) {
      const finished = await finish(bot);
      left = [...new Set([...left, ...finished.left])];
      unfinished = finished.unfinished;
    }
  }
  return { readings, calls: calls(), left, unfinished };
}

/** Why a question is not asked. */
function reasonAgainst({ write, interrupted }: Run, { writes }: Question): string | undefined {
  if (interrupted?.aborted) return "the run was interrupted";
  return writes && !write ? "it writes: give --write" : undefined;
}
