import { messageOf } from "../provider/client/errors/errors";
import type { Lab } from "./lab";
import { finish, FINISHING_CALLS } from "./leftovers";
import { NotRun, Refused, type Reading } from "./reading";
import { READINGS } from "./readings";

type Verdict = "as expected" | "differs" | "not run" | "refused";

/** The outcome of a reading. */
export interface Result {
  readonly id: string;
  readonly question: string;
  readonly verdict: Verdict;
  readonly expected: string;
  /** What Coze did; why it was not asked, or how it was refused. */
  readonly seen: string;
}

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
  const asked = READINGS.filter((reading) => write || !reading.writes);
  return 1 + asked.reduce((sum, { calls }) => sum + calls, 0) + (write ? 2 * FINISHING_CALLS : 0);
}

/** Runs the readings one after another; with bots made, finishes them in any case. */
export async function verify(lab: Lab, calls: () => number, onResult: (result: Result) => void): Promise<Report> {
  const readings: Result[] = [];
  let left: string[] = [];
  let unfinished: string[] = [];
  try {
    // Bots of an interrupted run.
    if (lab.write) left = (await finish(lab)).left;
    for (const reading of READINGS) {
      const result = await judge(lab, reading);
      readings.push(result);
      onResult(result);
    }
  } finally {
    lab.begin(undefined);
    if (lab.write) {
      const finished = await finish(lab);
      left = [...new Set([...left, ...finished.left])];
      unfinished = finished.unfinished;
    }
  }
  return { readings, calls: calls(), left, unfinished };
}

/** Asks one question. */
export async function judge(lab: Lab, reading: Reading): Promise<Result> {
  const { id, question, expected } = reading;
  const result = (verdict: Verdict, seen: string): Result => ({ id, question, verdict, expected, seen });
  if (lab.isInterrupted) return result("not run", "the run was interrupted");
  if (reading.writes && !lab.write) return result("not run", "it writes: give --write");
  lab.begin(id);
  try {
    const seen = await reading.run(lab);
    return result(seen === expected ? "as expected" : "differs", seen);
  } catch (error) {
    if (error instanceof NotRun) return result("not run", error.message);
    if (error instanceof Refused) return result("refused", error.message);
    return result("refused", messageOf(error));
  }
}
