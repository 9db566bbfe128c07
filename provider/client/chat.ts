import { randomUUID } from "node:crypto";
import { ChatMachine, EndedChat, endStatus } from "./chat-machine";
import { isChat, isMessage, type Chat, type ChatAnswer, type ChatMessage, type ChatRequest } from "./chat-types";
import type { Caller, Request } from "./http/call";
import type { Clock } from "./http/clock";
import type { Failure, Success } from "./http/envelope";
import { unusable, type EventReader } from "./http/events";
import { CozeApiError } from "./errors/errors";
import { OPERATIONS } from "./http/operation";
import type { Server } from "./server";
import * as z from "./http/schema";

/** Coze's page allows one poll a second. */
const POLL_MS = 1_000;
/** 4007 // a chat that is not streamed must be kept */
const NOT_KEPT = 4007;

const areMessages = (data: unknown): data is ChatMessage[] => Array.isArray(data) && data.every(isMessage);
/** Coze returns a bare list; Coze Studio returns the list under the key `Messages`. */
const messageList = z.custom((data) => messagesIn(data) !== undefined);

/** The chat endpoints of the Coze API, for one question to a bot. */
export class ChatApi {
  private streams = true;

  constructor(
    private readonly caller: Caller,
    private readonly server: Server,
  ) {}

  /**
   * Asks one question. Coze keeps nothing of a streamed chat. If the server does not stream, the client polls the chat
   * and deletes its conversation.
   */
  async ask(request: ChatRequest): Promise<ChatAnswer> {
    const answer = await this.answerTo(request);
    // Coze Studio ignores which version the call asks for.
    if (request.source === "live" || !(await this.server.isStudio())) return answer;
    throw new Error(
      `The server at ${this.caller.settings.baseUrl} is Coze Studio, which chats with what is published alone: test \`{ live: true }\`.`,
    );
  }

  private async answerTo(request: ChatRequest): Promise<ChatAnswer> {
    if (!this.streams) return this.start(request, false);
    try {
      return await this.start(request, true);
    } catch (error) {
      // A server that ignores `stream`.
      if (!(error instanceof CozeApiError) || error.code !== NOT_KEPT) throw error;
      this.streams = false;
      return this.start(request, false);
    }
  }

  /** `POST /v3/chat`, and the wait for the end of the chat. */
  private async start(request: ChatRequest, stream: boolean): Promise<ChatAnswer> {
    const { data, logId } = await this.caller.call({
      operation: OPERATIONS.chat,
      subject: subjectOf(request),
      path: "/v3/chat",
      // Chats with one bot may overlap.
      within: request.botId,
      timeoutMs: request.timeoutMs,
      body: bodyOf(request, stream),
      events: () => chatReader(this.caller.clock),
      answer: z.custom<Chat | EndedChat>((data) => data instanceof EndedChat || isChat(data)),
      follow: (answer, begun) => (isChat(answer.data) ? this.poll(answer.data, request.timeoutMs, begun) : answer),
    });
    const { end, seconds } = data as EndedChat;
    return { ...end, seconds, logId };
  }

  private async poll(chat: Chat, timeoutMs: number, begun: number): Promise<Success<EndedChat> | Failure> {
    try {
      return await this.waitForEnd(chat, timeoutMs, begun);
    } finally {
      // If the token lacks the permission point, the conversation remains.
      await this.deleteConversation(chat.conversation_id).catch(ignoreRefusal);
    }
  }

  private async waitForEnd(chat: Chat, timeoutMs: number, begun: number): Promise<Success<EndedChat> | Failure> {
    const { clock } = this.caller;
    for (;;) {
      await clock.sleep(POLL_MS);
      const answer = await this.retrieve(chat);
      const now = answer.data;
      const elapsed = clock.now() - begun;
      const status = endStatus(now.status);
      if (status !== undefined) {
        const messages = status === "failed" ? [] : await this.listMessages({ ...chat, status });
        return outcomeOf(answer, status, messages, elapsed / 1000);
      }
      if (elapsed < timeoutMs) continue;
      // The chat may have ended meanwhile.
      await this.cancel(chat).catch(ignoreRefusal);
      return { kind: "lost", how: "timeout", detail: `none within ${timeoutMs / 1000} s` };
    }
  }

  /** `GET /v3/chat/retrieve`. */
  retrieve(chat: Chat): Promise<Success<Chat>> {
    return this.caller.call({
      ...following(chat),
      operation: OPERATIONS.readChat,
      path: "/v3/chat/retrieve",
      answer: z.custom<Chat>(isChat),
    });
  }

  /**
   * `GET /v3/chat/message/list`. The messages are not in the order of the chat. Only a chat that has not completed may
   * have no list.
   */
  async listMessages(chat: Chat): Promise<ChatMessage[]> {
    const { data } = await this.caller.call({
      ...following(chat),
      operation: OPERATIONS.listMessages,
      path: "/v3/chat/message/list",
      answer: chat.status === "completed" ? messageList : z.unknown(),
      isCodeless: true,
    });
    return (messagesIn(data) ?? []).sort(earlierFirst);
  }

  /** `POST /v3/chat/cancel`. The messages so far are billed. */
  async cancel(chat: Chat): Promise<void> {
    const { query: body, ...call } = following(chat);
    await this.caller.send({
      ...call,
      operation: OPERATIONS.cancelChat,
      path: "/v3/chat/cancel",
      body,
      isCodeless: true,
    });
  }

  /** `DELETE /v1/conversations/:conversation_id`. */
  async deleteConversation(conversationId: string): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.deleteConversation,
      subject: `conversation ${conversationId}`,
      path: `/v1/conversations/${encodeURIComponent(conversationId)}`,
    });
  }
}

/**
 * Orders messages. Times are whole seconds. Within one second the ids decide: Coze gives a later message a higher id.
 */
function earlierFirst(a: ChatMessage, b: ChatMessage): number {
  const seconds = Number(a.created_at ?? 0) - Number(b.created_at ?? 0);
  if (seconds !== 0 || !isNumber(a.id) || !isNumber(b.id)) return seconds;
  return BigInt(a.id) < BigInt(b.id) ? -1 : 1;
}

function isNumber(id: string | undefined): id is string {
  return id !== undefined && /^\d{1,20}$/.test(id);
}

function messagesIn(data: unknown): ChatMessage[] | undefined {
  if (areMessages(data)) return data;
  const { Messages: named } = typeof data === "object" && data !== null && "Messages" in data ? data : {};
  return areMessages(named) ? named : undefined;
}

function subjectOf({ botId, source }: ChatRequest): string {
  const which = source === "draft" ? "the draft of " : source === "live" ? "" : `version ${source.version} of `;
  return `${which}bot ${botId}`;
}

function bodyOf({ botId, source, messages, customVariables }: ChatRequest, stream: boolean): object {
  return {
    bot_id: botId,
    // Memory and variables belong to a user: a random user has none.
    user_id: `test-${randomUUID()}`,
    stream,
    auto_save_history: !stream,
    additional_messages: messages.map(({ role, content }) => ({
      role,
      content,
      content_type: "text",
      ...(role === "assistant" ? { type: "answer" } : {}),
    })),
    ...(source === "draft" ? { publish_status: "unpublished_draft" } : {}),
    ...(typeof source === "object" ? { bot_version: source.version } : {}),
    ...(Object.keys(customVariables).length > 0 ? { custom_variables: customVariables } : {}),
  };
}

function following({ id, conversation_id }: Chat): Pick<Request, "subject" | "query"> {
  return { subject: `chat ${id}`, query: { conversation_id, chat_id: id } };
}

/** A polled chat goes through the same states as a streamed one: first its messages, then its end. */
function outcomeOf(
  answer: Success<Chat>,
  status: string,
  messages: readonly ChatMessage[],
  seconds: number,
): Success<EndedChat> | Failure {
  const machine = new ChatMachine();
  for (const message of messages) machine.take("conversation.message.completed", () => message, seconds);
  machine.take(`conversation.chat.${status}`, () => answer.data, seconds);
  const result = machine.result();
  const { logId, date } = answer;
  if (!result) return unusable("its end cannot be read", logId);
  if ("unusable" in result) return unusable(result.unusable, logId);
  const { code, msg, data } = result.envelope;
  if (code === 0) return { ...answer, data: data as EndedChat };
  return { kind: "answered", status: 200, code, msg, logId, retryAfterMs: undefined, date };
}

/** Reads a chat from its stream of events. */
export function chatReader(clock: Clock): EventReader {
  const begun = clock.now();
  const machine = new ChatMachine();
  return {
    take: (event, read) => machine.take(event, read, (clock.now() - begun) / 1000),
    result: () => machine.result(),
    kept: () => machine.kept,
  };
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof CozeApiError)) throw error;
}
