import type { ToolCall } from "../../client/chat-types";
import { UNPUBLISHED } from "../../client/errors/errors";
import { escapedJson } from "../../values/text";
import { counted } from "../../values/problem";
import { withoutTokens } from "../../values/tokens";
import type { BotTestInputs } from "./inputs";
import type { Reason } from "./chat";
import type { CaseOutcome, SuiteOutcome } from "./run";
import type { BotTestResult } from "./types";

/** The positions of the cases with a secret, and of those with a secret name. */
export type Secrets = BotTestInputs["__secretCases"];

/** The results without questions and answers. */
export function resultsOf({ cases }: SuiteOutcome, secrets: Secrets): BotTestResult[] {
  return cases.map((outcome) => {
    const { status, passed, runs } = outcome;
    return { name: nameOf(outcome, secrets), status, passed, runs };
  });
}

/** The limits of a report. */
export interface Telling {
  readonly secrets: Secrets;
  readonly isDraft: boolean;
  /**
   * Whether the report contains words of bots. The engine stores the reason of a failure, so the reason contains none.
   */
  readonly words: boolean;
}

/** The reasons of a failure: one line for each case that has not passed. */
export function report({ cases }: SuiteOutcome, { secrets, isDraft, words }: Telling): string {
  const count = (status: string): number => cases.filter((outcome) => outcome.status === status).length;
  const [failed, errors] = [count("failed"), count("error")];
  const parts = [
    failed > 0 ? `${failed} of ${counted(cases.length, "case")} failed` : "",
    errors > 0 ? `${errors} of ${counted(cases.length, "case")} could not be tested` : "",
  ];
  const lines = cases
    .filter(({ status }) => status === "failed" || status === "error")
    .map((outcome) => `  - ${caseLine(outcome, secrets, words)}`);
  const unpublished = isDraft && cases.some(({ reason }) => reason?.code === UNPUBLISHED);
  return [
    `${parts.filter(Boolean).join(", ")}:`,
    ...lines,
    ...(unpublished
      ? [
          "This server has no chat with the draft of a bot that was never published: publish it once without the test, or test its publication.",
        ]
      : []),
  ].join("\n");
}

/**
 * The words of bots in the cases that have not passed, for the log: one line each; `undefined` if nothing may be shown.
 */
export function transcript({ cases }: SuiteOutcome, secrets: Secrets): string | undefined {
  const lines = cases.flatMap((outcome) => {
    const { reason, position } = outcome;
    const words = reason && !secrets?.cases.includes(position) ? wordsOf(reason) : [];
    return words.length > 0 ? [`  - ${nameOf(outcome, secrets)}: ${words.join("; ")}`] : [];
  });
  return lines.length > 0 ? ["what was said in the cases that have not passed:", ...lines].join("\n") : undefined;
}

/** A note on the expectations that could not be checked. */
export function omissions({ unchecked }: SuiteOutcome): string | undefined {
  return unchecked.length > 0 ? `not checked, since the server counts no tokens: ${unchecked.join(", ")}` : undefined;
}

/** A case on one line. */
export function caseLine(outcome: CaseOutcome, secrets: Secrets, words = true): string {
  const { status, passed, runs, reason } = outcome;
  const chats = runs > 1 ? `, ${passed} of ${runs} chats passed` : "";
  const line = `${nameOf(outcome, secrets)} (${status}${chats})`;
  if (!reason) return line;
  return `${line}: ${secrets?.cases.includes(outcome.position) ? withoutWords(reason) : inFull(reason, words)}`;
}

function inFull(reason: Reason, words: boolean): string {
  const { path, problem, answered, logId } = reason;
  return [
    path === undefined ? problem : `${path}: ${problem}`,
    ...(words ? wordsOf(reason) : []),
    ...(answered === undefined || logId === undefined ? [] : [`log id ${logId}`]),
  ].join("; ");
}

/** The words and calls of bots, escaped and cut. */
function wordsOf({ judged, answered, calls }: Reason): string[] {
  return [
    ...(judged === undefined ? [] : [`the judge said ${judged}`]),
    ...(answered === undefined ? [] : [`answered ${escapedJson(answered)}`]),
    ...(calls?.length ? [`called ${calls.map(callText).join(", ")}`] : []),
  ];
}

/** The reason without words: both the answer and Coze's message may repeat a secret. */
function withoutWords({ path, code, logId }: Reason): string {
  return [
    path === undefined ? "the chat did not end with an answer" : `${path} does not hold`,
    ...(code === undefined ? [] : [`Coze's code ${code}`]),
    ...(logId === undefined ? [] : [`log id ${logId}`]),
    "the case or the bot holds a secret, so nothing of what was said is shown",
  ].join("; ");
}

/** The name of a case; its position if the name is secret. */
export function nameOf({ position, name }: Pick<CaseOutcome, "position" | "name">, secrets: Secrets): string {
  return secrets?.names.includes(position) ? `cases[${position}]` : name;
}

/** A call of a tool, with the beginning of its arguments. */
export function callText({ name, arguments: given }: ToolCall): string {
  return `${name}(${Array.from(withoutTokens(escapedJson(given ?? {})))
    .slice(0, 300)
    .join("")})`;
}
