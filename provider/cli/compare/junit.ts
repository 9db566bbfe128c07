import { countText, headline } from "../../resources/bot-test/compare/report";
import { hasError, type Pair } from "../../resources/bot-test/compare/tally";
import { testSuite, type Element } from "../test/junit";
import type { View } from "./targets";
import { changeText } from "./said";

/**
 * The comparison as a JUnit report. One test is the comparison itself, which fails if the candidate is worse. Each case
 * is a test that never fails, since a case alone decides nothing.
 */
export function junit(view: View): string {
  const { comparison, outcome, labels, baseline, candidate } = view;
  const verdict: Element = {
    name: `no worse than ${labels.baseline}`,
    seconds: 0,
    text: headline(view),
    kind: comparison.verdict === "no worse" ? "system-out" : comparison.verdict === "worse" ? "failure" : "error",
  };
  const name = `bot ${candidate.botId} ${candidate.version} beside bot ${baseline.botId} ${baseline.version}`;
  return testSuite(name, [verdict, ...outcome.pairs.map((pair) => caseOf(pair, labels))]);
}

function caseOf(pair: Pair, labels: View["labels"]): Element {
  const error = pair.baseline.error ?? pair.candidate.error;
  const counts = (["baseline", "candidate"] as const).map((arm) => `${labels[arm]} ${countText(pair, arm)}`);
  const text = [...counts, changeText(pair), ...(error ? [error.problem] : [])].join(", ");
  return { name: pair.name, seconds: 0, text, kind: hasError(pair) ? "error" : "system-out" };
}
