import type { CaseOutcome, SuiteOutcome } from "../../resources/bot-test/run";

/** A test of a report. */
export interface Element {
  readonly name: string;
  readonly seconds: number;
  /** The outcome of the test. `system-out`: the test has passed, and has text. */
  readonly kind: "passed" | "failure" | "error" | "system-out";
  readonly text?: string;
}

/**
 * The outcome as a JUnit report for CI servers. A failed case has `<failure>`, a case that could not be tested has
 * `<error>`.
 */
export function junit(bot: string, { cases }: SuiteOutcome, reasonOf: (outcome: CaseOutcome) => string): string {
  const elements = cases.map((outcome): Element => {
    const { name, status, seconds } = outcome;
    if (status === "passed") return { name, seconds, kind: "passed" };
    return { name, seconds, kind: status === "failed" ? "failure" : "error", text: reasonOf(outcome) };
  });
  return testSuite(bot, elements);
}

export function testSuite(name: string, elements: readonly Element[]): string {
  const count = (kind: Element["kind"]): number => elements.filter((element) => element.kind === kind).length;
  const seconds = elements.reduce((sum, element) => sum + element.seconds, 0).toFixed(3);
  const counts = `tests="${elements.length}" failures="${count("failure")}" errors="${count("error")}" time="${seconds}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escape(name)}" ${counts}>`,
    ...elements.map((element) => `    ${testCase(name, element)}`),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase(suite: string, { name, seconds, kind, text = "" }: Element): string {
  const head = `<testcase name="${escape(name)}" classname="${escape(suite)}" time="${seconds.toFixed(3)}"`;
  if (kind === "passed") return `${head}/>`;
  const reason = escape(text);
  const message = kind === "system-out" ? "" : ` message="${reason}"`;
  return `${head}><${kind}${message}>${reason}</${kind}></testcase>`;
}
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes a text for XML. XML allows only three control characters, and no lone surrogates. */
function escape(text: string): string {
  return Buffer.from(text)
    .toString()
    .replace(/[^\t\n\r\x20-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/\n/g, "&#10;");
}
