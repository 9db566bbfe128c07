import { changeOf } from "../../resources/bot-test/compare/report";
import type { Arm, Pair } from "../../resources/bot-test/compare/tally";
import { callText } from "../../resources/bot-test/report";

/** "worse", "better", "as before"; a word, since a colour alone says nothing to some. */
export function changeText(pair: Pair): string {
  const change = changeOf(pair);
  return change < 0 ? "worse" : change > 0 ? "better" : "as before";
}

/** A bot in a case that changed. */
export interface Side {
  /** Its answer, or the tools that it called, or what hindered it. */
  readonly said: string;
  /** The expectation that did not hold. */
  readonly problem: string | undefined;
}

export function sideOf(pair: Pair, arm: Arm): Side {
  const { answer, failure, error } = pair[arm];
  const calls = (answer?.calls ?? []).map((call) => `[calls ${callText(call)}]`);
  const said = [...calls, answer?.answered ?? ""].filter(Boolean).join("\n");
  const path = failure?.path === undefined ? "" : `${failure.path}: `;
  const problem = failure ? `${path}${failure.problem}` : error?.problem;
  return {
    said: visible(said === "" ? "(no answer)" : said),
    problem: problem === undefined ? undefined : visible(problem),
  };
}

/** With escapes for what controls a display or turns the direction of a text. Line breaks and tabs stay. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/gu, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
