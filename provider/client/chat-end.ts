import { isChatEnd, isMessage, type Chat, type ChatAnswer, type ChatMessage, type ToolCall } from "./chat-types";
import type { Clock } from "./http/clock";
import type { Envelope, EventReader, Progress } from "./http/events";
import { parseJson } from "./http/envelope";
import { id, number } from "./http/schema";
import { oneLine } from "../values/text";

/** A finished chat: its last status and its messages. */
export type ChatEnd = Omit<ChatAnswer, "logId">;

const CHAT = "conversation.chat.";

/** Reads a chat from its stream of events. Skips the pieces of an answer, since the whole answer follows. */
export function chatReader(clock: Clock): EventReader {
  const begun = clock.now();
  const messages: ChatMessage[] = [];
  let end: Envelope | undefined;

  return {
    take(event, read): Progress {
      if (event === "done") return "over";
      if (event === "conversation.message.completed") {
        const message = read();
        if (!isMessage(message)) return "broken";
        messages.push(message as ChatMessage);
      }
      const status = event === "error" ? "failed" : event.startsWith(CHAT) ? event.slice(CHAT.length) : undefined;
      if (status === undefined || !isOver(status)) return "more";
      const chat = read();
      if (!isChatEnd(chat)) return "broken";
      end = endOf({ ...(chat as Chat), status }, messages, (clock.now() - begun) / 1000);
      return "more";
    },
    envelope: () => end,
  };
}

/** A chat with an undocumented status is taken to be running. */
export function isOver(status: string | undefined): boolean {
  return ["completed", "failed", "requires_action", "canceled"].includes(status ?? "");
}

/** The result of a chat: the code and message of a failure, or the answer. */
export function endOf(chat: Chat, messages: readonly ChatMessage[], seconds: number): Envelope {
  if (chat.status === "failed") return failureOf(chat);
  const end: ChatEnd = {
    status: chat.status as ChatEnd["status"],
    text: messages
      .filter(({ type }) => type === "answer")
      .map(({ content = "" }) => content)
      .join("\n"),
    calls: messages.flatMap(toolCall),
    waitsFor: chat.required_action?.submit_tool_outputs?.tool_calls?.[0]?.function?.name,
    seconds,
  };
  return { code: 0, data: end };
}

/** The code is in `last_error`, or in place of the chat. */
function failureOf(chat: Chat & { code?: unknown; msg?: unknown }): Envelope {
  const { code: given, msg } = chat.last_error?.code ? chat.last_error : chat;
  const code = number.safeParse(given).data ?? 0;
  return {
    // -1 // a failure without a code
    code: code === 0 ? -1 : code,
    ...(typeof msg === "string" && msg !== "" ? { msg: oneLine(msg) } : {}),
    data: undefined,
  };
}

/** Only the name identifies the tool: the ids beside it are JSON numbers with more digits than a number represents. */
function toolCall({ type, content = "" }: ChatMessage): ToolCall[] {
  const call = type === "function_call" ? parseJson(content) : undefined;
  const { name, arguments: given } = (call ?? {}) as { name?: unknown; arguments?: unknown };
  const { data: tool } = id.safeParse(name);
  if (tool === undefined) return [];
  return [{ name: tool, arguments: typeof given === "string" ? (parseJson(given) ?? given) : given }];
}
