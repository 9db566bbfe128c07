import type { ChatAnswer, ChatRequest } from "../../../client/chat-types";
import { type Count } from "../../../values/no-worse";
import { Chats, runOnce, threadsFor, type Reason, type Run, type Subject } from "../chat";
import type { ParsedCase } from "../cases";
import { together } from "../run";
import { ARMS, hasFailed, pairOf, type Arm, type Pair } from "./tally";
import { decidedBy } from "./verdict";

/** The number of looks at whether the remaining chats can change the verdict. */
const LOOKS = 200;

export interface ComparedSuite {
  readonly cases: readonly ParsedCase[];
  readonly subjects: Readonly<Record<Arm, Subject>>;
  readonly alpha: number;
  /** The kept counts of earlier chats, by the position of the case. */
  readonly kept?: Readonly<Record<Arm, readonly (Count | undefined)[]>> | undefined;
  /**
   * Whether the comparison is a gate: then the expectations count too, and the baseline's chats are kept. Otherwise
   * both bots' chats end with the verdict.
   */
  readonly isGate: boolean;
  /** Whether to go on asking the candidate if the baseline cannot be asked. */
  readonly goesOn: boolean;
  /** The number of characters that are kept of an answer. */
  readonly excerpt?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly concurrency?: number | undefined;
}

export interface ComparedOutcome {
  readonly pairs: readonly Pair[];
  /** The number of chats with both bots and with judges. */
  readonly chats: number;
  readonly unchecked: readonly string[];
  /** The bots that were not asked to the end, since the verdict was certain. */
  readonly endedEarly: readonly Arm[];
}

interface Job {
  readonly pair: Pair;
  readonly each: ParsedCase;
  readonly arm: Arm;
}

/** Asks both bots in turn, case by case, so that a slow or busy hour affects both. */
export async function runComparison(
  suite: ComparedSuite,
  send: (request: ChatRequest) => Promise<ChatAnswer>,
  onChat: (pair: Pair) => void = () => undefined,
): Promise<ComparedOutcome> {
  const shared = new Chats(send, suite.timeoutSeconds);
  const chats = { candidate: shared, baseline: suite.goesOn ? new Chats(send, suite.timeoutSeconds) : shared };
  const threads = threadsFor(suite.cases);
  const unchecked = new Set<string>();
  const plan = new Plan(suite, (arm) => chats[arm].ended);
  const work = async ({ pair, each, arm }: Job): Promise<void> => {
    const run: Run = { ask: chats[arm].ask, threads, unchecked, excerpt: suite.excerpt };
    const outcome = await runOnce(run, suite.subjects[arm], each, pair.position);
    pair[arm].add(outcome);
    plan.look();
    onChat(pair);
  };
  try {
    await together(plan.jobs(), suite.concurrency, work);
  } finally {
    await threads.close();
  }
  plan.close();
  const { pairs, endedEarly } = plan;
  return {
    pairs,
    chats: [...new Set(Object.values(chats))].reduce((count, each) => count + each.count, 0),
    unchecked: [...unchecked],
    endedEarly: [...endedEarly],
  };
}

/** Decides which chat comes next. */
class Plan {
  readonly pairs: readonly Pair[];
  readonly endedEarly = new Set<Arm>();
  private readonly started: Readonly<Record<Arm, number[]>>;
  private decided: ReturnType<typeof decidedBy>;
  private answers = 0;
  private readonly total: number;

  constructor(
    private readonly suite: ComparedSuite,
    private readonly endedBy: (arm: Arm) => Reason | undefined,
  ) {
    const { cases, kept } = suite;
    this.pairs = cases.map(pairOf);
    for (const [i, pair] of this.pairs.entries()) {
      for (const arm of ARMS) {
        const { passed, runs } = kept?.[arm][i] ?? { passed: 0, runs: 0 };
        Object.assign(pair[arm], { passed, failed: runs - passed });
      }
    }
    const planned = this.pairs.map((pair) => pair.planned);
    this.started = {
      baseline: this.pairs.map(({ baseline }) => baseline.runs),
      candidate: this.pairs.map(({ candidate }) => candidate.runs),
    };
    this.total = 2 * planned.reduce((sum, count) => sum + count, 0);
  }

  /** The chats, round by round, so that an early end leaves no case out. The bots take turns at being asked first. */
  *jobs(): Generator<Job> {
    const rounds = Math.max(...this.pairs.map(({ planned }) => planned));
    for (let round = 0; round < rounds; round++) {
      for (const [i, pair] of this.pairs.entries()) {
        const each = this.suite.cases[i];
        for (const arm of round % 2 === 0 ? ARMS : ARMS.toReversed()) {
          const started = this.started[arm][i] ?? 0;
          if (!each || started > round || started >= pair.planned || this.endedBy(arm) || this.isDone(arm, pair))
            continue;
          this.started[arm][i] = started + 1;
          yield { pair, each, arm };
        }
      }
    }
  }

  /** Counts an answer, and looks at times whether the verdict is certain. */
  look(): void {
    this.answers++;
    if (this.decided || this.answers % Math.ceil(this.total / LOOKS) !== 0) return;
    this.decided = decidedBy(this.pairs, this.suite.alpha);
  }

  /** Gives the cases that were not asked to the end the error that ended the chats. */
  close(): void {
    for (const arm of ARMS) {
      const ended = this.endedBy(arm);
      if (ended === undefined) continue;
      for (const pair of this.pairs) {
        if (pair[arm].runs + pair[arm].errors < pair.planned) pair[arm].add({ status: "stopped", reason: ended });
      }
    }
  }

  private isDone(arm: Arm, pair: Pair): boolean {
    const isDone = this.decided !== undefined && this.needsNoMore(arm, pair);
    if (isDone) this.endedEarly.add(arm);
    return isDone;
  }

  /** Whether a bot's chats are no longer useful, now that the verdict is certain. */
  private needsNoMore(arm: Arm, pair: Pair): boolean {
    if (!this.suite.isGate) return true;
    // The baseline is asked to the end: a refused draft will be corrected, and compared with the same chats again.
    if (arm === "baseline") return false;
    return this.decided === "worse" || hasFailed(pair) || pair.candidate.passed >= pair.minPassed;
  }
}
