import * as z from "./http/schema";

/** A message, with Coze's names. */
export interface ChatMessage {
  role?: string;
  /** `answer`, `function_call`, `tool_response`, `verbose`, `follow_up`, `knowledge`. */
  type?: string;
  content?: string;
  id?: string;
  /** Unix seconds, by the server's clock. */
  created_at?: number | string;
}

/** A chat, with Coze's names. */
export interface Chat {
  id: string;
  conversation_id: string;
  status?: string;
  /** Absent or with code 0 if the chat has not failed. */
  last_error?: { code?: unknown; msg?: unknown };
  usage?: { token_count?: unknown };
  required_action?: { submit_tool_outputs?: { tool_calls?: { function?: { name?: string } }[] } };
}

const fits =
  <T>(schema: z.Schema<T>) =>
  (value: unknown): boolean =>
    schema.safeParse(value).success;

export const isMessage = fits(
  z.object({
    role: z.maybe(z.text()),
    type: z.maybe(z.text()),
    content: z.maybe(z.text()),
    id: z.maybe(z.id),
    created_at: z.maybe(z.time),
  }),
);

const waiting = z.object({ function: z.maybe(z.object({ name: z.maybe(z.id) })) });
const CHAT = {
  status: z.maybe(z.text()),
  usage: z.maybe(z.object({ token_count: z.maybe(z.unknown()) })),
  required_action: z.maybe(
    z.object({ submit_tool_outputs: z.maybe(z.object({ tool_calls: z.maybe(z.array(waiting)) })) }),
  ),
};

/** Whether the last event of a stream can be read. The last event of a failed chat may contain no chat at all. */
export const isChatEnd = fits(z.object(CHAT));

const isWhole = fits(z.object({ ...CHAT, id: z.id, conversation_id: z.id }));

export function isChat(data: unknown): data is Chat {
  return isWhole(data);
}

/** The content that is asked: the draft, a version, or the live version of the API channel. */
export type ChatSource = "draft" | "live" | { readonly version: string };

interface ChatTurn {
  readonly role: "user" | "assistant";
  readonly content: string;
}

export interface ChatRequest {
  readonly botId: string;
  readonly source: ChatSource;
  /** The conversation, with the question as its last message. */
  readonly messages: readonly ChatTurn[];
  readonly customVariables: Readonly<Record<string, string>>;
  /** The time limit of one attempt. */
  readonly timeoutMs: number;
}

/** A call of a tool by the bot. */
export interface ToolCall {
  /** `plugin-tool`, or the tool's name alone. */
  readonly name: string;
  readonly arguments: unknown;
}

/** The outcome of a chat. */
export interface ChatAnswer {
  readonly status: "completed" | "requires_action" | "canceled";
  /** All answer messages in their order, joined by a line break. */
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** The tool that waits for the caller. */
  readonly waitsFor: string | undefined;
  /** The number of tokens of the question and the answer, if the server returns it. */
  readonly tokens: number | undefined;
  readonly seconds: number;
  readonly logId: string | undefined;
}
