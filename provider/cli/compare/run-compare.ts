import { findTarget, labelsOf, type Target } from "./targets";
import { FORMATS, type Format, type View } from "./formats";
import { readSuite } from "../test/read-suite";
import { comparisonOf } from "../../resources/bot-test/compare/verdict";
import { runComparison } from "../../resources/bot-test/compare/run";
import { hasError } from "../../resources/bot-test/compare/tally";
import type { Session } from "../../session/session";
import { progress, say } from "../../values/terminal";

/** How much is kept of an answer, in characters. */
const EXCERPT = 2_000;

export interface CompareOptions {
  readonly suite: string;
  readonly baseline: Target;
  readonly candidate: Target;
  readonly format: Format;
  readonly alpha: number;
  readonly repeat: number | undefined;
}

/** Puts the questions of a suite to two bots. Returns the exit code: 0 no worse, 1 worse, 2 could not be compared, 3 not enough chats. */
export async function runCompare(session: Session, options: CompareOptions): Promise<number> {
  const { alpha, format } = options;
  const suite = await readSuite(options.suite, options.repeat, 2);
  const baseline = await findTarget(session, options.baseline);
  const candidate = await findTarget(session, options.candidate);
  const api = session.api();
  let answers = 0;
  const outcome = await runComparison(
    { ...suite, subjects: { baseline, candidate }, alpha, kept: [], isGate: false, goesOn: false, excerpt: EXCERPT },
    (request) => api.chats.ask(request),
    () => progress(`${++answers} chats`),
  );
  progress("");
  const { version: baselineVersion } = baseline;
  const view: View = {
    ...comparisonOf(outcome.pairs, alpha, baselineVersion),
    ...{ outcome, alpha, labels: labelsOf(options), baseline, candidate },
  };
  // The chats are billed: their results are printed before anything else can fail.
  const write = await FORMATS[format]();
  process.stdout.write(await write(view));
  const errors = outcome.pairs.flatMap(({ baseline: one, candidate: other }) => [one.error, other.error]);
  const problems = new Set(errors.flatMap((reason) => reason?.problem ?? []));
  for (const problem of problems) say(`pulumi-coze: not compared: ${problem}`);
  return exitCode(view);
}

function exitCode({ comparison: { verdict }, outcome: { pairs } }: View): number {
  if (verdict === "no worse") return 0;
  if (verdict === "worse") return 1;
  return pairs.some(hasError) ? 2 : 3;
}
