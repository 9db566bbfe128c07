import { isChatEnd, type Chat, type ChatAnswer, type ToolCall } from "./chat-types";
import { parseJson } from "./http/envelope";
import type { Progress, StreamResult } from "./http/events";
import { id, number } from "./http/schema";
import { oneLine } from "../values/text";

/**
 * A finished chat: its last status and its messages. Only the machine creates one, so no body of a server can pass for
 * a finished chat.
 */
export class EndedChat {
  constructor(
    readonly end: Omit<ChatAnswer, "logId" | "seconds">,
    readonly seconds: number,
  ) {}
}

type EndStatus = ChatAnswer["status"];
type Kind = "running" | "delta" | "message" | EndStatus | "failed" | "bare" | "over" | "other";
type Fields = Readonly<Record<string, unknown>>;

const PREFIX = "conversation.chat.";
const STATUSES: Readonly<Record<string, EndStatus | "failed">> = {
  ...{ completed: "completed", requires_action: "requires_action", failed: "failed" },
  // Coze Studio writes "cancelled" with two l.
  ...{ canceled: "canceled", cancelled: "canceled" },
};
const KINDS: Readonly<Record<string, Kind>> = {
  "conversation.message.delta": "delta",
  "conversation.message.completed": "message",
  error: "failed",
  // The parser's name for an event without a name.
  message: "bare",
  done: "over",
  "conversation.stream.done": "over",
};

/**
 * The end that a status means; `undefined` for a running chat. A chat with an undocumented status counts as running.
 */
export function endStatus(status: string | undefined): EndStatus | "failed" | undefined {
  return STATUSES[status?.toLowerCase() ?? ""];
}

function kindOf(event: string): Kind {
  if (!event.startsWith(PREFIX)) return KINDS[event] ?? "other";
  return endStatus(event.slice(PREFIX.length)) ?? "running";
}

/**
 * The states of one chat. Its events come from a stream, or are made from polled answers. The first failure is final,
 * and ends the chat.
 *
 * | event                              | open                              | after the end |
 * | ---------------------------------- | --------------------------------- | ------------- |
 * | `created`, `in_progress`           | none, or a failure: `last_error`  | the same      |
 * | a delta of an answer               | its message must follow           | a failure     |
 * | an answer, a tool call             | kept; unreadable: a failure       | a failure     |
 * | any other message                  | none                              | none          |
 * | `completed`                        | the end, or a failure (see below) | a failure     |
 * | `requires_action`, `canceled`      | the end                           | a failure     |
 * | `failed`, `error`, a code alone    | a failure                         | a failure     |
 * | `done`, `conversation.stream.done` | no more events are read           | the same      |
 *
 * `completed` is a failure in four cases: it has a `last_error`, its `status` differs, no answer came, or deltas came
 * without their message.
 */
export class ChatMachine {
  /** The size of the kept texts, in UTF-16 units. Deltas and thoughts are not kept. */
  kept = 0;
  private readonly texts: string[] = [];
  private readonly calls: ToolCall[] = [];
  /** The ids of the messages whose deltas have come, but not the whole message. */
  private readonly awaited = new Set<unknown>();
  private failure: StreamResult | undefined;
  private end: { readonly status: EndStatus; readonly chat: Chat; readonly seconds: number } | undefined;

  /** Takes one event. `seconds` is the time since the chat began. */
  take(event: string, read: () => unknown, seconds: number): Progress {
    if (this.failure) return "over";
    const kind = kindOf(event);
    if (kind === "over") return "over";
    if (kind === "other") return "more";
    const data = read();
    if (!isFields(data)) return this.takeUnreadable(kind);
    return this.takeFields(kind, data, seconds);
  }

  /** The outcome of the chat; `undefined` before its end. */
  result(): StreamResult | undefined {
    if (this.failure || !this.end) return this.failure;
    const { status, chat, seconds } = this.end;
    const tokens = number.safeParse(chat.usage?.token_count).data;
    const end = {
      ...{ status, text: this.texts.join("\n"), calls: this.calls },
      waitsFor: chat.required_action?.submit_tool_outputs?.tool_calls?.[0]?.function?.name,
      // Some calls have a 0 if nothing was counted.
      tokens: tokens === 0 ? undefined : tokens,
    };
    return { envelope: { code: 0, data: new EndedChat(end, seconds) } };
  }

  private takeFields(kind: Exclude<Kind, "over" | "other">, data: Fields, seconds: number): Progress {
    switch (kind) {
      case "bare":
        return codeOf(data) === undefined ? "more" : this.fail(refusalIn(data));
      case "running":
        return failedBy(data) ? this.fail(refusalIn(data)) : "more";
      case "failed":
        return this.fail(refusalIn(data));
      case "delta":
        if (data["type"] !== "answer") return "more";
        if (this.end) return this.fail(unusable("a piece of an answer came after the end of the chat"));
        this.awaited.add(data["id"]);
        return "more";
      case "message":
        return this.takeMessage(data);
      default:
        return isChatEnd(data) ? this.takeEnd(kind, data as unknown as Chat, data, seconds) : "broken";
    }
  }

  private takeMessage({ type, content, id: message }: Fields): Progress {
    if (type !== "answer" && type !== "function_call") return "more";
    if (this.end) return this.fail(unusable("a message came after the end of the chat"));
    if (typeof content !== "string") return this.fail(unusable(`a message of type ${type} has no text`));
    this.kept += content.length;
    if (type === "answer") {
      this.awaited.delete(message);
      this.texts.push(content);
      return "more";
    }
    const call = toolCall(content);
    if (!call) return this.fail(unusable("a tool call cannot be read"));
    this.calls.push(call);
    return "more";
  }

  private takeEnd(event: EndStatus, chat: Chat, data: Fields, seconds: number): Progress {
    const status = endStatus(chat.status) ?? event;
    if (status === "failed" || failedBy(data)) return this.fail(refusalIn(data));
    if (this.end) return this.fail(unusable("the chat ended twice"));
    // The event and its chat contradict each other.
    if (status !== event) return this.fail(unusable(`the chat ended as ${event} with the status ${status}`));
    if (status === "completed") {
      if (this.awaited.size > 0) return this.fail(unusable("pieces of an answer came without the whole"));
      if (this.texts.length === 0) return this.fail(unusable("the chat completed with no answer"));
    }
    this.end = { status, chat, seconds };
    return "more";
  }

  /**
   * Takes an event whose data cannot be read. A failure is a failure whatever its data. Deltas, messages and ends need
   * their data.
   */
  private takeUnreadable(kind: Kind): Progress {
    if (kind === "failed") return this.fail(refusalIn({}));
    return kind === "bare" || kind === "running" ? "more" : "broken";
  }

  private fail(failure: StreamResult): Progress {
    this.failure = failure;
    return "over";
  }
}

function isFields(data: unknown): data is Fields {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function unusable(detail: string): StreamResult {
  return { unusable: detail };
}

/** The error code. Coze writes `code`, Coze Studio also `error_code`. 0 means no error, as a number or as a text. */
function codeOf({ code, error_code }: Fields): number | undefined {
  const given = number.safeParse(code ?? error_code).data;
  return given === 0 ? undefined : given;
}

/** Whether the chat has an error, whatever its status says. */
function failedBy({ last_error: error }: Fields): boolean {
  return isFields(error) && codeOf(error) !== undefined;
}

/** The refusal in an event. It is in `last_error`, or it is the whole data of the event. */
function refusalIn(data: Fields): StreamResult {
  const { last_error: error } = data;
  const from = isFields(error) && codeOf(error) !== undefined ? error : data;
  const msg = from["msg"] ?? from["error_message"];
  return {
    envelope: {
      // -1 // a failure without a code
      code: codeOf(from) ?? -1,
      ...(typeof msg === "string" && msg !== "" ? { msg: oneLine(msg) } : {}),
      data: undefined,
    },
  };
}

/**
 * The call of a tool. Only the name identifies the tool: the ids beside it are JSON numbers that lose digits in
 * JavaScript.
 */
function toolCall(content: string): ToolCall | undefined {
  const call = parseJson(content);
  const { name, arguments: given } = isFields(call) ? call : {};
  const { data: tool } = id.safeParse(name);
  if (tool === undefined) return undefined;
  return { name: tool, arguments: typeof given === "string" ? (parseJson(given) ?? given) : given };
}
