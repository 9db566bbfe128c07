import { createHash } from "node:crypto";
import { html as markup, raw } from "hono/html";
import { byChange, changeOf, countText, endings, headline, pText } from "../../resources/bot-test/compare/report";
import type { Arm, Pair } from "../../resources/bot-test/compare/tally";
import type { View } from "./targets";
import { changeText, sideOf, visible } from "./said";
import { STYLE } from "./style";

type Markup = ReturnType<typeof markup>;

/** The page's policy. It allows only the page's own style, by its digest. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The comparison as one page, which loads nothing from elsewhere and has no script. */
export async function html(view: View): Promise<string> {
  const { outcome, labels, comparison } = view;
  const cases = byChange(outcome.pairs);
  const changed = cases.filter((pair) => changeOf(pair) !== 0);
  const page = await markup`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${comparison.verdict}: ${labels.candidate} beside ${labels.baseline}</title>
    <style>${raw(STYLE)}</style>
  </head>
  <body>
    <main>
      <h1>What this edit changes</h1>
      <p class="verdict ${comparison.verdict === "no worse" ? "good" : "bad"}">${visible(headline(view))}</p>
      ${endings(view).map((line) => markup`<p>${visible(line)}</p>`)}
      ${factsOf(view)}
      ${tableOf(cases, labels)}
      ${changed.length > 0 ? markup`<h2>What was said in the cases that changed</h2>` : ""}
      ${changed.map((pair, i) => saidIn(pair, labels, i === 0))}
    </main>
  </body>
</html>
`;
  return String(page);
}

function factsOf({ comparison, alpha, baseline, candidate }: View): Markup {
  const facts: [string, string][] = [
    ["Compared with", `bot ${baseline.botId}, ${versionText(baseline.version)}`],
    ["Tested", `bot ${candidate.botId}, ${versionText(candidate.version)}`],
    ["Chance of so few passes without a difference", `${pText(comparison.p)}; it counts as worse at ${alpha} or less`],
  ];
  return markup`<dl>
    ${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

function versionText(version: string): string {
  return version === "draft" ? "the draft" : `version ${version}`;
}

function tableOf(cases: readonly Pair[], labels: View["labels"]): Markup {
  return markup`<table>
    <caption>Chats that passed, of those with an answer. A case by itself decides nothing.</caption>
    <thead>
      <tr><th scope="col">Case</th><th scope="col">${labels.baseline}</th><th scope="col">${labels.candidate}</th><th scope="col">Change</th></tr>
    </thead>
    <tbody>
      ${cases.map(
        (pair) => markup`<tr>
          <th scope="row">${nameOf(pair)}</th>
          <td>${countText(pair, "baseline")}</td>
          <td>${countText(pair, "candidate")}</td>
          <td class="${changeText(pair)}">${changeText(pair)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function saidIn(pair: Pair, labels: View["labels"], isOpen: boolean): Markup {
  const side = (arm: Arm): Markup => {
    const { said, problem } = sideOf(pair, arm);
    return markup`<section>
      <h3>${labels[arm]} <span>${countText(pair, arm)}</span></h3>
      ${problem === undefined ? "" : markup`<p class="problem" dir="auto">${problem}</p>`}
      <pre dir="auto">${said}</pre>
    </section>`;
  };
  return markup`<details ${isOpen ? raw("open") : ""}>
    <summary>${nameOf(pair)}: ${changeText(pair)}</summary>
    <div class="sides">${side("baseline")}${side("candidate")}</div>
  </details>`;
}

function nameOf({ name }: Pair): Markup {
  return markup`<bdi>${visible(name)}</bdi>`;
}
