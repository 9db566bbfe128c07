import { byChange, changeOf, countText, cut, endings, headline } from "../../resources/bot-test/compare/report";
import type { Arm, Pair } from "../../resources/bot-test/compare/tally";
import { withoutTokens } from "../../values/tokens";
import type { View } from "./targets";
import { changeText, sideOf, visible } from "./said";

/** A workflow finds its earlier comment by this line, and replaces the comment. */
const MARK = "<!-- pulumi-coze compare -->";
/** GitHub refuses comments of more than 65,536 characters. */
const ROWS_MAX = 25_000;
const MAX = 60_000;
const NAME_MAX = 60;
const ANSWER_MAX = 1_000;

/** The comparison as a comment of a pull request. */
export function markdown(view: View): string {
  const { outcome, labels, baseline, candidate } = view;
  const cases = byChange(outcome.pairs);
  const head = [
    MARK,
    `### ${encoded(headline(view))}`,
    "",
    `Bot ${code(candidate.botId)} ${encoded(candidate.version)}, compared with bot ${code(baseline.botId)} ${encoded(baseline.version)}.`,
    ...endings(view).map(encoded),
    "",
    `| case | ${encoded(labels.baseline)} | ${encoded(labels.candidate)} | |`,
    "| --- | --- | --- | --- |",
  ];
  const rows = within(cases.map(rowOf), ROWS_MAX);
  const changed = cases.filter((pair) => changeOf(pair) !== 0).map((pair) => detailsOf(pair, labels));
  const used = [...head, ...rows.kept].join("\n").length;
  const details = within(changed, MAX - used);
  return [
    ...head,
    ...rows.kept,
    ...rest(rows.left, "case"),
    "",
    ...details.kept,
    ...rest(details.left, "changed case"),
    "",
  ].join("\n");
}

function rowOf(pair: Pair): string {
  const change = changeText(pair);
  return `| ${nameOf(pair)} | ${countText(pair, "baseline")} | ${countText(pair, "candidate")} | ${change === "worse" ? "**worse**" : change} |`;
}

function detailsOf(pair: Pair, labels: View["labels"]): string {
  const side = (arm: Arm): string[] => {
    const { said, problem } = sideOf(pair, arm);
    return [
      `${encoded(labels[arm])} (${countText(pair, arm)})${problem === undefined ? "" : `: ${code(cut(problem, NAME_MAX * 4))}`}`,
      "",
      `<pre dir="auto">${encoded(cut(said, ANSWER_MAX))}</pre>`,
      "",
    ];
  };
  const title = `${nameOf(pair)}: ${changeText(pair)}`;
  return [`<details><summary>${title}</summary>`, "", ...side("baseline"), ...side("candidate"), "</details>", ""].join(
    "\n",
  );
}

function nameOf({ name }: Pair): string {
  return code(cut(name.replace(/\s+/gu, " "), NAME_MAX));
}

/** A text as code, so that nothing in it is a mention or a link. */
function code(text: string): string {
  return `<code>${encoded(visible(text).replace(/\s+/gu, " "))}</code>`;
}

/** A text with character references for all signs that have a meaning in Markdown or HTML. */
function encoded(text: string): string {
  return withoutTokens(text).replace(/[!-/:-@[-`{-~]/g, (sign) =>
    /[,()'"/?!.-]/.test(sign) ? sign : `&#${sign.charCodeAt(0)};`,
  );
}

/** The first parts that fit, and the number of those left. */
function within(parts: readonly string[], max: number): { kept: string[]; left: number } {
  let size = 0;
  const end = parts.findIndex((part) => (size += part.length + 1) > max);
  const kept = end === -1 ? [...parts] : parts.slice(0, end);
  return { kept, left: parts.length - kept.length };
}

function rest(left: number, what: string): string[] {
  return left > 0
    ? [
        "",
        `… and ${left} more ${what}${left === 1 ? "" : "s"}, which a comment has no room for; \`--format html\` has all.`,
      ]
    : [];
}
