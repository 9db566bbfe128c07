import { resultOf, judge, type Question, type Result } from "./question";
import { QUESTIONS } from "./questions";
import { finish, FINISHING_CALLS, type TestBot } from "./test-bot";

/** A run of the command. */
export interface Run {
  readonly bot: TestBot;
  /** Whether to ask also the questions that create or change something on Coze. */
  readonly write: boolean;
  /** No further question begins once this signal is aborted. */
  readonly interrupted?: AbortSignal;
  /** The number of API calls so far. */
  readonly calls: () => number;
  readonly onResult?: (result: Result) => void;
}

/** The command's JSON. */
export interface Report {
  readonly readings: readonly Result[];
  readonly calls: number;
  /**
   * The bots of this run and of interrupted runs. They are unpublished and renamed, since Coze has no call that deletes
   * a bot.
   */
  readonly left: readonly string[];
  /** The bots that could not be unpublished and renamed. The next run tries again. */
  readonly unfinished: readonly string[];
}

/** The most calls that a run makes, without those for leftovers of earlier runs. */
export function callsOf(write: boolean): number {
  const asked = QUESTIONS.filter((question) => write || !question.writes);
  return 1 + asked.reduce((sum, { calls }) => sum + calls, 0) + (write ? 2 * FINISHING_CALLS : 0);
}

/** Asks the questions one after another. At the end, the bots of the run are always unpublished and renamed. */
export async function verify(run: Run): Promise<Report> {
  const { bot, write, calls, onResult } = run;
  const readings: Result[] = [];
  let left: string[] = [];
  let unfinished: string[] = [];
  try {
    // First, the bots of interrupted runs are finished.
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

/** The reason why a question is not asked; `undefined` if it is asked. */
function reasonAgainst({ write, interrupted }: Run, { writes }: Question): string | undefined {
  if (interrupted?.aborted) return "the run was interrupted";
  return writes && !write ? "it writes: give --write" : undefined;
}
