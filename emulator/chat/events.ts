import { messageOf, type Chat, type ChatMessage } from "./chat";
import type { ChatFailure } from "./rule";

/** An answer is sent in at most this many deltas. */
const PIECES = 8;
const MIN_PIECE = 10;

/** A chat as a stream: `head` is sent at once, `rest` when the bot has answered. */
export function streamOf(chat: Chat): { head: string; rest: string } {
  const head = ["created", "in_progress"].map((status) =>
    event(`conversation.chat.${status}`, { ...chat.info("in_progress"), status }),
  );
  const rest = [...chat.messages.flatMap((message) => messageEvents(chat, message)), endOf(chat)];
  return { head: head.join(""), rest: `${rest.join("")}event: done\ndata: "[DONE]"\n\n` };
}

function endOf(chat: Chat): string {
  const { fail } = chat.end;
  if (!fail) return event(`conversation.chat.${chat.finalStatus}`, chat.info(chat.finalStatus));
  const bare = { code: fail.code, msg: messageOf(fail) };
  const ways: Record<NonNullable<ChatFailure["as"]>, () => string> = {
    failed: () => event("conversation.chat.failed", chat.info("failed")),
    bare: () => event("conversation.chat.failed", bare),
    error: () => event("error", bare),
    refused: () => "",
  };
  return ways[fail.as ?? "failed"]();
}

function messageEvents(chat: Chat, message: ChatMessage): string[] {
  const info = messageInfo(chat, message);
  const deltas = message.type === "answer" ? pieces(message.content) : [];
  return [
    ...deltas.map((content) => event("conversation.message.delta", { ...info, content })),
    event("conversation.message.completed", info),
  ];
}

/** A message as the API shows it. */
export function messageInfo({ view }: Chat, { id, role, type, content }: ChatMessage): object {
  const { conversationId: conversation_id, botId: bot_id, id: chat_id } = view;
  return { id, conversation_id, bot_id, chat_id, role, type, content, content_type: "text" };
}

function pieces(text: string): string[] {
  const points = Array.from(text);
  const size = Math.max(MIN_PIECE, Math.ceil(points.length / PIECES));
  const count = Math.ceil(points.length / size);
  return Array.from({ length: count }, (_, i) => points.slice(i * size, (i + 1) * size).join(""));
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
