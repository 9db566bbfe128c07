import type { BotContent } from "../bots/content";
import { Collection } from "../collection";
import type { Context } from "../context";
import { Chat, type ChatState as OneChat, type ChatView, messagesOf } from "./chat";
import { ChatScript, type ChatRuleSpec, type Reaction } from "./rule";

/** A conversation, as `chat.conversations` lists it. Times are milliseconds by the server's clock. */
export interface ConversationView {
  id: string;
  /** The token's user. */
  creatorId: string;
  createdAt: number;
}

/** A question to a bot. */
export type Question = Omit<ChatView, "id" | "answers" | "calls" | "status" | "createdAt">;

/** All of it, as JSON. */
export interface ChatState {
  scripts: Record<string, { rules: readonly ChatRuleSpec[]; used: number[] }>;
  conversations: ConversationView[];
  chats: OneChat[];
}

export const noChats: ChatState = { scripts: {}, conversations: [], chats: [] };

/** How many of the newest chats are kept, and how many of the newest conversations. */
const KEPT = 1_000;

/** All chats and conversations of the platform, and the scripts of its bots. */
export class ChatStore {
  private scripts = new Map<string, ChatScript>();
  private started: Chat[] = [];
  private readonly kept: Collection<ConversationView>;

  /** @internal */
  constructor(private readonly context: Pick<Context, "ids" | "events" | "now">) {
    this.kept = new Collection("conversation", context);
  }

  /**
   * The rules by which the bot answers from now on. Without a rule it says the first line of its prompt and the
   * question.
   */
  script(botId: string, rules: readonly ChatRuleSpec[]): void {
    this.scripts.set(botId, new ChatScript(rules));
    this.context.events.changed("script", "set", botId);
  }

  /** The rules of a bot, as the caller gave them. */
  scriptOf(botId: string): readonly ChatRuleSpec[] {
    return this.scripts.get(botId)?.specs ?? [];
  }

  /** Oldest first. */
  get chats(): ChatView[] {
    const now = this.context.now();
    return this.started.map((chat) => ({ ...structuredClone(chat.view), status: chat.statusAt(now) }));
  }

  /** The conversations that are kept, oldest first. */
  get conversations(): ConversationView[] {
    return this.kept.copies();
  }

  /** The reaction to the question of the bot with this content. */
  react(content: BotContent, { botId, question, customVariables }: Question): Reaction {
    const prompt = promptOf(content);
    const bare = [firstLine(prompt, customVariables), question].filter(Boolean).join("\n");
    return (this.scripts.get(botId) ?? new ChatScript([])).react(question, prompt, bare);
  }

  start(question: Question, reaction: Reaction): Chat {
    const { ids } = this.context;
    const createdAt = this.context.now();
    const { answers, calls, delayMs, tokens, fail, requiresAction } = reaction;
    const said = fail || requiresAction ? [] : answers;
    const chat = new Chat(
      { ...question, id: ids.next(), answers: said, calls, createdAt },
      messagesOf(reaction, ids),
      createdAt + delayMs,
      {
        fail,
        ...(tokens && { tokens }),
        ...(requiresAction && { requiresAction: { id: ids.next(), ...requiresAction } }),
      },
    );
    this.started.push(chat);
    if (this.started.length > KEPT) this.started.shift();
    this.context.events.changed("conversation", "chat", chat.view.conversationId);
    return chat;
  }

  addConversation(creatorId: string, id = this.context.ids.next()): ConversationView {
    const [oldest] = this.kept.list();
    if (this.kept.size >= KEPT && oldest) this.kept.delete(oldest.id);
    return this.kept.add({ id, creatorId, createdAt: this.context.now() });
  }

  findConversation(id: string): ConversationView | undefined {
    return this.kept.find(id);
  }

  deleteConversation(id: string): void {
    this.kept.delete(id);
  }

  /** @internal */
  dump(): ChatState {
    const scripts = [...this.scripts].map(([botId, { specs, used }]) => [botId, { rules: specs, used }] as const);
    return {
      scripts: structuredClone(Object.fromEntries(scripts)),
      conversations: this.conversations,
      chats: this.started.map((chat) => chat.dump()),
    };
  }

  /** @internal */
  load({ scripts, conversations, chats }: ChatState): void {
    const entries = Object.entries(scripts);
    this.scripts = new Map(entries.map(([botId, { rules, used }]) => [botId, new ChatScript(rules, used)]));
    this.kept.load(conversations);
    this.started = chats.map((chat) => Chat.load(structuredClone(chat)));
  }

  /** The chat, if its conversation has kept it. */
  find(conversationId: string, chatId: string): Chat | undefined {
    const chat = this.started.find(({ view }) => view.id === chatId && view.conversationId === conversationId);
    return chat?.view.isSaved && this.kept.find(conversationId) ? chat : undefined;
  }

  /** Whether a chat is under way in the conversation. */
  isBusy(conversationId: string): boolean {
    const now = this.context.now();
    return this.started.some(
      (chat) => chat.view.conversationId === conversationId && chat.statusAt(now) === "in_progress",
    );
  }
}

function promptOf({ prompt_info: info }: BotContent): string {
  return info?.prompt ?? info?.prefix_prompt_info?.prefix_prompt ?? "";
}

function firstLine(prompt: string, variables: Record<string, string>): string {
  const line = prompt.split(/\r?\n/, 1)[0] ?? "";
  return line.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => variables[name] ?? whole);
}
