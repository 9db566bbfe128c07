import type { Stratum } from "../../../values/no-worse";
import type { ChatOutcome, Reason, Said } from "../chat";
import type { ParsedCase } from "../cases";

/** The two bots of a comparison: the live or an earlier version, and the content to come. */
export const ARMS = ["baseline", "candidate"] as const;
export type Arm = (typeof ARMS)[number];

/** The chats of one case with one bot. */
export class Tally {
  passed = 0;
  failed = 0;
  errors = 0;
  /** The beginning of an answer that passed. */
  said: Said | undefined;
  /** The reason of the last failed chat. */
  failure: Reason | undefined;
  /** The reason of the last chat with an error. */
  error: Reason | undefined;

  /** The chats that have an answer. An error is neither passed nor failed. */
  get runs(): number {
    return this.passed + this.failed;
  }

  add(outcome: ChatOutcome): void {
    if (outcome.status === "passed") {
      this.passed++;
      this.said = outcome.said;
    } else if (outcome.status === "failed") {
      this.failed++;
      this.failure = outcome.reason;
    } else {
      this.errors++;
      this.error = outcome.reason;
    }
  }

  /** The beginning of an answer, of a failed chat if there is one. */
  get answer(): Said | undefined {
    return this.failure ?? this.said;
  }
}

/** A case with both bots. */
export interface Pair {
  readonly position: number;
  readonly name: string;
  /** The planned chats with each bot. */
  readonly planned: number;
  readonly minPassed: number;
  readonly baseline: Tally;
  readonly candidate: Tally;
}

export function pairOf({ name, repeat = 1, minPassed = repeat }: ParsedCase, position: number): Pair {
  return { position, name, planned: repeat, minPassed, baseline: new Tally(), candidate: new Tally() };
}

export function stratumOf({ baseline, candidate }: Pair): Stratum {
  return { baseline, candidate };
}

/** Whether the candidate can no longer pass the case. */
export function hasFailed({ planned, minPassed, candidate }: Pair): boolean {
  return candidate.failed > planned - minPassed;
}

export function hasError({ baseline, candidate }: Pair): boolean {
  return baseline.errors + candidate.errors > 0;
}

/**
 * The number of the candidate's chats that the verdict is about: all planned chats, or after an error only the answered
 * ones.
 */
export function askable(pair: Pair): number {
  return hasError(pair) ? pair.candidate.runs : pair.planned;
}

/** The share of passed chats. */
export function rateOf({ passed, runs }: Pick<Tally, "passed" | "runs">): number {
  return runs === 0 ? 0 : passed / runs;
}
