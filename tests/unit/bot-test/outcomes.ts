import type { ChatAnswer, ChatRequest } from "../../../provider/client/chat-types";
import { CozeApiError } from "../../../provider/client/errors/errors";
import { OPERATIONS } from "../../../provider/client/http/operation";
import type { ParsedCase } from "../../../provider/resources/bot-test/cases";
import { runSuite, type SuiteOutcome } from "../../../provider/resources/bot-test/run";
import { answer } from "./samples";

export type Reply = string | ChatAnswer | CozeApiError;

export function refusal(code: number): CozeApiError {
  const failure = {
    kind: "answered",
    status: 200,
    code,
    msg: "words",
    logId: "L",
    retryAfterMs: undefined,
    date: undefined,
  } as const;
  return new CozeApiError(OPERATIONS.chat, "bot 1", failure, { step: "Do this.", retryable: false });
}

/** The outcome where each bot answers with its replies in turn, the last one for good. */
export async function run(
  cases: ParsedCase[],
  replies: Record<string, Reply[]>,
  concurrency = 1,
): Promise<SuiteOutcome & { asked: ChatRequest[] }> {
  const asked: ChatRequest[] = [];
  const ask = (request: ChatRequest): Promise<ChatAnswer> => {
    const [reply = "", ...rest] = replies[request.botId] ?? [];
    asked.push(request);
    if (rest.length > 0) replies[request.botId] = rest;
    if (reply instanceof CozeApiError) return Promise.reject(reply);
    return Promise.resolve(typeof reply === "string" ? answer(reply) : reply);
  };
  const suite = { botId: "1", source: "draft", cases, concurrency } as const;
  return { ...(await runSuite(suite, ask, { now: () => 0 })), asked };
}

export const YES = "order 7";
export const NO = "what?";
