import type { BotContent } from "../bots/content";
import type { Ids } from "../ids";
import { Chat, type ChatView } from "./chat";
import { messagesOf } from "./messages";
import { ChatScript, type ChatRuleSpec, type Reaction } from "./rule";

/** A conversation as the tests see it. Times are milliseconds by the server's clock. */
export interface ConversationView {
  id: string;
  /** The token's user. */
  creatorId: string;
  createdAt: number;
}

/** A question that has been put. */
export type Question = Omit<ChatView, "id" | "answers" | "calls" | "status" | "createdAt">;

interface StoreContext {
  readonly ids: Ids;
  /** Milliseconds by the server's clock. */
  now(): number;
}

/** All chats and conversations of the platform, and what its bots are made to say. */
export class ChatStore {
  private readonly scripts = new Map<string, ChatScript>();
  private readonly started: Chat[] = [];
  private readonly kept = new Map<string, ConversationView>();

  constructor(private readonly context: StoreContext) {}

  /** The rules by which a bot answers from now on; none: the first line of its prompt and the question. */
  script(botId: string, rules: readonly ChatRuleSpec[]): void {
    this.scripts.set(botId, new ChatScript(rules));
  }

  /** Oldest first. */
  get chats(): ChatView[] {
    const now = this.context.now();
    return this.started.map((chat) => ({ ...structuredClone(chat.view), status: chat.statusAt(now) }));
  }

  /** The conversations that are kept, oldest first. */
  get conversations(): ConversationView[] {
    return [...this.kept.values()].map((conversation) => ({ ...conversation }));
  }

  /** How the bot, as it is in this content, takes the question. */
  react(content: BotContent, { botId, question, customVariables }: Question): Reaction {
    const otherwise = [firstLine(content, customVariables), question].filter(Boolean).join("\n");
    return (this.scripts.get(botId) ?? new ChatScript([])).react(question, otherwise);
  }

  start(question: Question, reaction: Reaction): Chat {
    const { ids } = this.context;
    const createdAt = this.context.now();
    const { answers, calls, delayMs, fail, requiresAction } = reaction;
    const said = fail || requiresAction ? [] : answers;
    const chat = new Chat(
      { ...question, id: ids.next(), answers: said, calls, createdAt },
      messagesOf(reaction, ids),
      createdAt + delayMs,
      { fail, ...(requiresAction && { requiresAction: { id: ids.next(), ...requiresAction } }) },
    );
    this.started.push(chat);
    return chat;
  }

  addConversation(creatorId: string, id = this.context.ids.next()): ConversationView {
    const conversation = { id, creatorId, createdAt: this.context.now() };
    this.kept.set(id, conversation);
    return conversation;
  }

  findConversation(id: string): ConversationView | undefined {
    return this.kept.get(id);
  }

  deleteConversation(id: string): void {
    this.kept.delete(id);
  }

  /** The chat, where its conversation has kept it. */
  find(conversationId: string, chatId: string): Chat | undefined {
    const chat = this.started.find(({ view }) => view.id === chatId && view.conversationId === conversationId);
    return chat?.view.isSaved && this.kept.has(conversationId) ? chat : undefined;
  }

  /** Whether a chat is under way in the conversation. */
  isBusy(conversationId: string): boolean {
    const now = this.context.now();
    return this.started.some(
      (chat) => chat.view.conversationId === conversationId && chat.statusAt(now) === "in_progress",
    );
  }
}

function firstLine({ prompt_info: info }: BotContent, variables: Record<string, string>): string {
  const prompt = info?.prompt ?? info?.prefix_prompt_info?.prefix_prompt ?? "";
  const line = prompt.split(/\r?\n/, 1)[0] ?? "";
  return line.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => variables[name] ?? whole);
}
