import type { Stratum } from "../../../values/no-worse";
import type { ChatOutcome, Reason, Said } from "../chat";
import type { ParsedCase } from "../inputs";

/** The two bots of a comparison: what is live or was before, and what is to come. */
export const ARMS = ["baseline", "candidate"] as const;
export type Arm = (typeof ARMS)[number];

/** The chats of one case with one bot. */
export class Tally {
  passed = 0;
  failed = 0;
  errors = 0;
  /** The beginning of an answer that passed. */
  said: Said | undefined;
  /** Of the last chat that failed. */
  failure: Reason | undefined;
  /** Of the last chat with an error. */
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

  /** What the bot said, of a chat that failed if there is one. */
  get answer(): Said | undefined {
    return this.failure ?? this.said;
  }
}

/** A case with both bots. */
export interface Pair {
  readonly position: number;
  readonly name: string;
  /** The chats with each bot. */
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

/** Whether the candidate cannot pass the case any more. */
export function hasFailed({ planned, minPassed, candidate }: Pair): boolean {
  return candidate.failed > planned - minPassed;
}

/** Whether a chat had an error. */
export function hasError({ baseline, candidate }: Pair): boolean {
  return baseline.errors + candidate.errors > 0;
}

/** The chats with each bot that the verdict is about: all that were planned, unless errors leave them open. */
export function askable(pair: Pair): number {
  return hasError(pair) ? pair.candidate.runs : pair.planned;
}

/** The share of the passes. */
export function rateOf({ passed, runs }: Pick<Tally, "passed" | "runs">): number {
  return runs === 0 ? 0 : passed / runs;
}
