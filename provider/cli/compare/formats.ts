import { caseLines, endings, headline } from "../../resources/bot-test/compare/report";
import { printableLines } from "../../values/terminal";
import type { View } from "./targets";

/** The formats. Each is loaded when it is needed. */
export const FORMATS = {
  text: (): Promise<(view: View) => string> => Promise.resolve(text),
  json: () => Promise.resolve(json),
  markdown: async () => (await import("./markdown.js")).markdown,
  junit: async () => (await import("./junit.js")).junit,
  html: async () => (await import("./html.js")).html,
} satisfies Record<string, () => Promise<(view: View) => string | Promise<string>>>;
export type Format = keyof typeof FORMATS;

function text(view: View): string {
  const lines = [headline(view), ...caseLines(view, undefined, { words: true }), ...endings(view)];
  return `${printableLines(lines.join("\n"))}\n`;
}

function json({ comparison, outcome: { pairs } }: View): string {
  const cases = pairs.map(({ name, baseline, candidate }) => ({
    name,
    baseline: { passed: baseline.passed, runs: baseline.runs },
    candidate: { passed: candidate.passed, runs: candidate.runs },
  }));
  return `${JSON.stringify({ comparison, cases })}\n`;
}
