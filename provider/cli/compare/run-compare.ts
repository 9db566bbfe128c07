import { findTarget, labelsOf, watchTarget, type Target, type View } from "./targets";
import { FORMATS, type Format } from "./formats";
import { readSuite } from "../test/read-suite";
import { comparisonOf } from "../../resources/bot-test/compare/verdict";
import { runComparison } from "../../resources/bot-test/compare/run";
import { hasError } from "../../resources/bot-test/compare/tally";
import type { Session } from "../../session/session";
import { print, progress, say } from "../../values/terminal";

/** The number of characters that are kept of an answer. */
const EXCERPT = 2_000;

export interface CompareOptions {
  readonly suite: string;
  readonly baseline: Target;
  readonly candidate: Target;
  readonly format: Format;
  readonly alpha: number;
  readonly repeat: number | undefined;
}

/**
 * Asks two bots the questions of a suite. Returns the exit code: 0 no worse, 1 worse, 2 could not be compared, 3 not
 * enough chats.
 */
export async function runCompare(session: Session, options: CompareOptions): Promise<number> {
  const { alpha, format } = options;
  const suite = await readSuite(options.suite, options.repeat, 2);
  const baseline = await findTarget(session, options.baseline);
  const candidate = await findTarget(session, options.candidate);
  const api = session.api();
  const seen = [await watchTarget(session, baseline), await watchTarget(session, candidate)];
  let answers = 0;
  const outcome = await runComparison(
    { ...suite, subjects: { baseline, candidate }, alpha, isGate: false, goesOn: false, excerpt: EXCERPT },
    (request) => api.chats.ask(request),
    () => progress(`${++answers} chats`),
  );
  progress("");
  const notes = (await Promise.all(seen.map((look) => look()))).flat();
  const { version: baselineVersion } = baseline;
  const view: View = {
    ...comparisonOf(outcome.pairs, alpha, baselineVersion),
    ...{ outcome, alpha, labels: labelsOf(options), baseline, candidate, notes },
  };
  // The chats are billed: their results are printed before anything else can fail.
  const write = await FORMATS[format]();
  print(await write(view));
  const errors = outcome.pairs.flatMap(({ baseline: one, candidate: other }) => [one.error, other.error]);
  const problems = new Set(errors.flatMap((reason) => reason?.problem ?? []));
  // The verdict "worse" is certain, whatever the outcome of the chats with errors would have been.
  const what = view.comparison.verdict === "worse" ? "an error that does not change the verdict" : "not compared";
  for (const problem of problems) say(`pulumi-coze: ${what}: ${problem}`);
  return exitCode(view);
}

function exitCode({ comparison: { verdict }, outcome: { pairs } }: View): number {
  if (verdict === "no worse") return 0;
  if (verdict === "worse") return 1;
  return pairs.some(hasError) ? 2 : 3;
}
