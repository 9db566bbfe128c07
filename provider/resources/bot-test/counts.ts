import { counted } from "../../values/validate";
import type { ParsedCase } from "./inputs";

/** A judge is asked once, and twice more after a FAIL. */
export const JUDGE_CHATS = 3;

/** The highest number of chats that the cases can take, with the bot and with judges. */
export function chatCount(cases: readonly ParsedCase[]): { runs: number; judged: number } {
  const runsOf = ({ repeat = 1 }: ParsedCase): number => repeat;
  const judgedOf = (each: ParsedCase): number =>
    runsOf(each) * JUDGE_CHATS * each.expect.filter(({ judge }) => judge !== undefined).length;
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  return { runs: sum(cases.map(runsOf)), judged: sum(cases.map(judgedOf)) };
}

/** "3 cases, up to 5 chats". */
export function counts(cases: readonly ParsedCase[]): string {
  const { runs, judged } = chatCount(cases);
  const judges = judged > 0 ? `, and up to ${judged} more with judges` : "";
  return `${counted(cases.length, "case")}, up to ${counted(runs, "chat")}${judges}`;
}
