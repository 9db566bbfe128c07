import type { Ids } from "../context";
import type { ChatFailure, ToolCall, Reaction } from "./rule";

export type ChatStatus = "in_progress" | "completed" | "failed" | "requires_action" | "canceled";

/** A message of a chat; times are milliseconds by the server's clock. */
export interface ChatMessage {
  id: string;
  role: "assistant";
  type: "answer" | "function_call" | "tool_response" | "verbose";
  content: string;
}

/** A chat, as `chat.chats` lists it. Times are milliseconds by the server's clock. */
export interface ChatView {
  id: string;
  conversationId: string;
  botId: string;
  /** The draft, or the number of the version that answers. */
  source: string;
  /** The user that the caller names. */
  userId: string;
  question: string;
  history: { role: string; content: string }[];
  customVariables: Record<string, string>;
  /** The answers, in order. */
  answers: string[];
  calls: ToolCall[];
  isStreamed: boolean;
  /** Whether the conversation keeps the chat. Otherwise later calls do not find it. */
  isSaved: boolean;
  status: ChatStatus;
  createdAt: number;
}

/** All of a chat, as JSON. */
export interface ChatState {
  view: Omit<ChatView, "status">;
  messages: readonly ChatMessage[];
  endsAt: number;
  end: { fail?: ChatFailure; tokens?: number; requiresAction?: ToolCall & { id: string } };
  isCanceled: boolean;
}

/** A chat. Its end is decided at its start, and visible from `endsAt` on. */
export class Chat {
  private isCanceled = false;

  constructor(
    readonly view: Omit<ChatView, "status">,
    readonly messages: readonly ChatMessage[],
    /** Milliseconds by the server's clock. */
    readonly endsAt: number,
    readonly end: ChatState["end"],
  ) {}

  static load({ view, messages, endsAt, end, isCanceled }: ChatState): Chat {
    const chat = new Chat(view, messages, endsAt, end);
    chat.isCanceled = isCanceled;
    return chat;
  }

  dump(): ChatState {
    const { view, messages, endsAt, end, isCanceled } = this;
    return structuredClone({ view, messages, endsAt, end, isCanceled });
  }

  statusAt(now: number): ChatStatus {
    if (this.isCanceled) return "canceled";
    return now < this.endsAt ? "in_progress" : this.finalStatus;
  }

  get finalStatus(): ChatStatus {
    if (this.end.fail) return "failed";
    return this.end.requiresAction ? "requires_action" : "completed";
  }

  /** Changes only the status: Coze still bills the tokens under way. */
  cancel(): void {
    this.isCanceled = true;
  }

  /** The chat as the API shows it. */
  info(status: ChatStatus): object {
    const { id, conversationId, botId, createdAt } = this.view;
    const { fail, tokens = 0, requiresAction } = this.end;
    const seconds = Math.floor(this.endsAt / 1000);
    return {
      id,
      conversation_id: conversationId,
      bot_id: botId,
      created_at: Math.floor(createdAt / 1000),
      ...(status === "completed" && { completed_at: seconds }),
      ...(status === "failed" && { failed_at: seconds }),
      last_error: status === "failed" && fail ? { code: fail.code, msg: messageOf(fail) } : { code: 0, msg: "" },
      meta_data: {},
      status,
      usage: { token_count: tokens, output_count: 0, input_count: tokens },
      ...(status === "requires_action" && requiresAction && { required_action: submit(requiresAction) }),
    };
  }
}

export function messageOf({ msg = "injected by the emulator" }: ChatFailure): string {
  return msg;
}

function submit({ id, name, arguments: given = {} }: ToolCall & { id: string }): object {
  const call = { id, type: "function", function: { name, arguments: JSON.stringify(given) } };
  return { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls: [call] } };
}

/** The messages of a chat, in order. */
export function messagesOf({ calls, answers, requiresAction, fail }: Reaction, ids: Ids): ChatMessage[] {
  const message = (type: ChatMessage["type"], content: string): ChatMessage => {
    return { id: ids.next(), role: "assistant", type, content };
  };
  const messages = calls.flatMap((call) => [
    message("function_call", functionCall(call, ids)),
    message("tool_response", JSON.stringify({ content_type: 1, response_for_model: "done", type_for_model: 1 })),
  ]);
  if (requiresAction) return [...messages, message("function_call", functionCall(requiresAction, ids))];
  if (fail) return messages;
  messages.push(...answers.map((answer) => message("answer", answer)));
  const finish = { msg_type: "generate_answer_finish", data: "", from_module: null, from_unit: null };
  return [...messages, message("verbose", JSON.stringify(finish))];
}

/** The ids in it are JSON numbers beyond the safe integers of JavaScript. */
function functionCall({ name, arguments: given = {} }: ToolCall, ids: Ids): string {
  const text = JSON.stringify({ name: name.includes("-") ? name : `tools-${name}`, arguments: given });
  return `${text.slice(0, -1)},"plugin_id":${ids.next()},"api_id":${ids.next()},"plugin_type":1}`;
}
