import type { ChatAnswer } from "../../../provider/client/chat-types";
import type { ParsedCase } from "../../../provider/resources/bot-test/cases";

export const CASE: ParsedCase = { name: "order status", ask: "Where is order 7?", expect: [{ contains: "order 7" }] };

export function answer(text: string, rest: Partial<ChatAnswer> = {}): ChatAnswer {
  return {
    status: "completed",
    text,
    calls: [],
    waitsFor: undefined,
    tokens: undefined,
    seconds: 1,
    logId: "LOG",
    ...rest,
  };
}

/** The inputs of a test, as they arrive. */
export function inputs(rest: Record<string, unknown> = {}): Record<string, unknown> {
  return { botId: "739", contentHash: "v1:a", promotionHash: "v1:b", cases: [CASE], ...rest };
}
