import type { CaseOutcome, SuiteOutcome } from "../../resources/bot-test/run";

/** The outcome as CI servers read it: a case that failed has `<failure>`, one that could not be tested `<error>`. */
export function junit(bot: string, { cases }: SuiteOutcome, reasonOf: (outcome: CaseOutcome) => string): string {
  const count = (status: string): number => cases.filter((outcome) => outcome.status === status).length;
  const seconds = cases.reduce((sum, outcome) => sum + outcome.seconds, 0).toFixed(3);
  const counts = `tests="${cases.length}" failures="${count("failed")}" errors="${count("error")}" time="${seconds}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escape(bot)}" ${counts}>`,
    ...cases.map((outcome) => `    ${caseElement(bot, outcome, reasonOf)}`),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseElement(bot: string, outcome: CaseOutcome, reasonOf: (outcome: CaseOutcome) => string): string {
  const { name, status, seconds } = outcome;
  const head = `<testcase name="${escape(name)}" classname="${escape(bot)}" time="${seconds.toFixed(3)}"`;
  if (status === "passed") return `${head}/>`;
  const element = status === "failed" ? "failure" : "error";
  const reason = escape(reasonOf(outcome));
  return `${head}><${element} message="${reason}">${reason}</${element}></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML allows three control characters and no half of a surrogate pair. */
function escape(text: string): string {
  return Buffer.from(text)
    .toString()
    .replace(/[^\t\n\r\x20-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/\n/g, "&#10;");
}
