import type { Session } from "../../../session/session";
import { CozeApiError } from "../../../client/errors/errors";
import type { Subject } from "../chat";
import type { BotTestInputs } from "../inputs";
import type { Secrets } from "../report";
import { runSuite, type CaseOutcome, type SuiteOutcome } from "../run";
import type { BotTestStatus, Comparison, KeptBaseline, KeptCount } from "../types";
import { countsOf, findBaseline, judgesOf, liveVersion, type Baseline } from "./baseline";
import type { NoWorseThanInputs } from "./inputs";
import { caseLines, endings, headline, LISTED, type Told } from "./report";
import { runComparison, type ComparedOutcome } from "./run";
import { hasError, hasFailed, type Arm, type Pair } from "./tally";
import { comparisonOf, DEFAULT_ALPHA } from "./verdict";

/** A run of a test, with the comparison if there is a baseline. */
export interface Tested {
  readonly outcome: SuiteOutcome;
  /** Whether the comparison opens the gate. */
  readonly opens: boolean;
  readonly comparison?: Comparison | undefined;
  readonly baseline?: KeptBaseline | undefined;
  /** The lines about the comparison. Without `words`, they contain no words of a bot. */
  tell(secrets: Secrets, words: boolean): string[];
}

/** The baseline cannot be known, so no chat is made. */
export interface NotComparable {
  readonly problem: string;
}

export interface ComparedSubject extends Subject {
  /** A hash or a version that identifies the content; `undefined` if the content is not known. */
  readonly content?: string | undefined;
}

/** Runs the cases with the tested bot, and with the baseline if there is one. */
export async function runTested(
  session: Session,
  inputs: BotTestInputs,
  subject: ComparedSubject,
  kept: KeptBaseline | undefined,
): Promise<Tested | NotComparable> {
  const { noWorseThan: wanted } = inputs;
  if (!wanted) return alone(session, inputs, subject);
  const found = await findBaseline(session, inputs.botId, wanted);
  if ("baseline" in found) return compared(session, { inputs, wanted, subject, kept }, found.baseline);
  if (found.absent === "nothing live") {
    return alone(session, inputs, subject, "nothing is live yet to compare with, so the expectations alone decide");
  }
  const problem = `what it is compared with cannot be asked: ${found.problem}`;
  if (wanted.ifAbsent !== "pass") {
    return { problem: `${problem} With noWorseThan.ifAbsent "pass" the expectations alone decide.` };
  }
  return alone(session, inputs, subject, `the expectations alone decide (ifAbsent): ${problem}`);
}

async function alone(session: Session, inputs: BotTestInputs, subject: Subject, note?: string): Promise<Tested> {
  const api = session.api();
  const outcome = await runSuite({ ...inputs, ...subject }, (request) => api.chats.ask(request), {
    now: () => session.clock.now(),
  });
  return { outcome, opens: true, tell: () => (note === undefined ? [] : [note]) };
}

interface Wanted {
  readonly inputs: BotTestInputs;
  readonly wanted: NoWorseThanInputs;
  readonly subject: ComparedSubject;
  readonly kept: KeptBaseline | undefined;
}

async function compared(
  session: Session,
  { inputs, wanted, subject, kept }: Wanted,
  baseline: Baseline,
): Promise<Tested> {
  const { cases, timeoutSeconds, concurrency } = inputs;
  const { alpha = DEFAULT_ALPHA, ifAbsent } = wanted;
  const api = session.api();
  const judges = await judgesOf(session, cases);
  const { content } = subject;
  const known = countsOf(kept, baseline, { judges, content });
  const counts = known.baseline;
  const goesOn = ifAbsent === "pass" && counts.every(({ runs }) => runs === 0);
  const { botId, version } = baseline;
  const subjects = { candidate: subject, baseline: { botId, source: { version } } };
  const outcome = await runComparison(
    { ...{ cases, subjects, alpha, kept: known, isGate: true, goesOn }, timeoutSeconds, concurrency },
    (request) => api.chats.ask(request),
  );
  const { pairs } = outcome;
  const isAbsent = goesOn && pairs.every((pair) => pair.baseline.runs === 0);
  const suite = suiteOutcome(outcome, isAbsent);
  if (isAbsent) {
    const reason = pairs.find((pair) => pair.baseline.error)?.baseline.error?.problem;
    const note = `the expectations alone decide (ifAbsent): what it is compared with cannot be asked: ${reason}`;
    return { outcome: suite, opens: true, tell: () => [note] };
  }
  const isKept = counts.length > 0 && kept !== undefined;
  const askedAt = isKept ? kept.askedAt : new Date(api.serverNow()).toISOString();
  const notes = isKept || wanted.version !== undefined ? [] : await publishedMeanwhile(session, baseline);
  const told: Told = { outcome, ...comparisonOf(pairs, alpha, version), alpha, labels: labelsOf(inputs), notes };
  return {
    outcome: suite,
    opens: told.comparison.verdict === "no worse",
    comparison: told.comparison,
    baseline: {
      ...{ botId, version, askedAt, judges },
      counts: keptCounts(pairs, "baseline"),
      // The candidate's counts are kept only after an error. Without an error the test has its result, and its next run
      // asks again.
      ...(content !== undefined &&
        pairs.some(hasError) && { candidate: { content, counts: keptCounts(pairs, "candidate") } }),
    },
    tell: (secrets, words) => [headline(told), ...caseLines(told, secrets, { words, limit: LISTED }), ...endings(told)],
  };
}

function keptCounts(pairs: readonly Pair[], arm: Arm): KeptCount[] {
  return pairs.map(({ [arm]: { passed, runs } }) => ({ passed, runs }));
}

/**
 * A note if the baseline's version is no longer live: the chats say nothing about a version that was published
 * meanwhile.
 */
export async function publishedMeanwhile(session: Session, { botId, version }: Baseline): Promise<string[]> {
  try {
    const now = await liveVersion(session, botId);
    if (now === version) return [];
    return [
      `version ${version} of bot ${botId} was asked, and meanwhile something else went live: ${now ?? "another version"}`,
    ];
  } catch (error) {
    if (!(error instanceof CozeApiError)) throw error;
    return [`whether version ${version} of bot ${botId}, which was asked, is still live cannot be read`];
  }
}

function labelsOf({ version, noWorseThan: baseline }: BotTestInputs): Told["labels"] {
  const of = baseline?.version === undefined ? "live" : `version ${baseline.version}`;
  return {
    candidate: version === undefined ? "draft" : version === "live" ? version : `version ${version}`,
    baseline: baseline?.botId === undefined ? of : `bot ${baseline.botId}`,
  };
}

/** The outcome of the tested bot's cases. A case is open if a chat with either bot had an error. */
function suiteOutcome({ pairs, chats, unchecked }: ComparedOutcome, isAbsent: boolean): SuiteOutcome {
  const cases = pairs.map((pair): CaseOutcome => {
    const { position, name, candidate } = pair;
    const { passed, runs, errors, failure } = candidate;
    const error = candidate.error ?? (isAbsent ? undefined : pair.baseline.error);
    const status = statusOf(pair, error !== undefined);
    const reason = status === "failed" ? failure : status === "error" ? error : undefined;
    return { position, name, status, passed, runs: runs + errors, seconds: 0, ...(reason && { reason }) };
  });
  return { cases, chats, unchecked };
}

function statusOf(pair: Pair, hasError: boolean): BotTestStatus {
  if (hasFailed(pair)) return "failed";
  if (hasError) return "error";
  return pair.candidate.passed >= pair.minPassed ? "passed" : "stopped";
}
