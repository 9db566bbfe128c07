import { changeOf } from "../../resources/bot-test/compare/report";
import type { Arm, Pair } from "../../resources/bot-test/compare/tally";
import { callText } from "../../resources/bot-test/report";

/** The change in a word: "worse", "better", "as before". Not everybody can distinguish colours. */
export function changeText(pair: Pair): string {
  const change = changeOf(pair);
  return change < 0 ? "worse" : change > 0 ? "better" : "as before";
}

/** A bot in a case that changed. */
export interface Side {
  /** The bot's answer, the tools that it called, or the error. */
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

/**
 * The text with escapes for characters that control a display or change the direction of a text. Line breaks and tabs
 * stay.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/gu, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
