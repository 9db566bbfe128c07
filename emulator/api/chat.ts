import * as z from "zod";
import { type Bot, API_CHANNEL } from "../bots/bot";
import type { BotContent } from "../bots/content";
import { messageOf } from "../chat/chat";
import { streamOf } from "../chat/events";
import type { Question } from "../chat/store";
import { unpublished } from "./bot-read";
import { findOwnConversation } from "./conversations";
import { findVisibleBot } from "./find";
import { invalid, parseBody, parseQuery } from "./parse";
import { ApiError, newLogId, success, type Reply } from "./reply";
import type { ApiCall, Route } from "./route";

const message = z.object({
  role: z.enum(["user", "assistant"]),
  content: z.string().min(1),
  content_type: z.enum(["text", "object_string"]).default("text"),
  type: z.string().optional(),
});

const chatBody = z.object({
  bot_id: z.string().min(1),
  user_id: z.string().min(1),
  additional_messages: z.array(message).max(100).default([]),
  stream: z.boolean().default(false),
  auto_save_history: z.boolean().default(true),
  publish_status: z.enum(["published_online", "unpublished_draft"]).default("published_online"),
  bot_version: z.string().optional(),
  custom_variables: z.record(z.string().regex(/^[A-Za-z_]+$/, "letters and underscores"), z.string()).default({}),
  meta_data: z.record(z.string().min(1).max(64), z.string().min(1).max(512)).optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});
type ChatBody = z.infer<typeof chatBody>;

const chatQuery = z.object({ conversation_id: z.string().optional() });

function contentOf(
  bot: Bot,
  body: ChatBody,
  now: number,
  ignoreStatus: boolean,
): { source: string; content: BotContent } {
  if (body.bot_version !== undefined) {
    const snapshot = bot.version(body.bot_version, now) ?? invalid("bot_version", "is no version of the bot");
    return { source: snapshot.version, content: snapshot.config };
  }
  if (body.publish_status === "unpublished_draft" && !ignoreStatus) return { source: "draft", content: bot.draft };
  const online = bot.online(API_CHANNEL, now);
  if (!online) throw unpublished(bot, API_CHANNEL);
  return { source: online.version, content: online.config };
}

/** The text of a message, which may be a list of texts and files. */
function textOf({ content, content_type }: z.infer<typeof message>): string {
  if (content_type === "text") return content;
  const parts = z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).safeParse(parsed(content));
  if (!parts.success || parts.data.every(({ type }) => type === "text")) {
    throw new ApiError(4005, "The message is invalid: an object_string needs a file, an image or an audio.");
  }
  return parts.data.map(({ text }) => text ?? "").join("");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function conversationOf(call: ApiCall, isSaved: boolean): string {
  const { chat, ids } = call.platform;
  const { conversation_id: given } = parseQuery(call, chatQuery);
  if (given === undefined) return isSaved ? chat.addConversation(call.identity.userId).id : ids.next();
  findOwnConversation(call, given);
  if (chat.isBusy(given)) {
    throw new ApiError(4016, `Conversation ${given} is occupied by another chat, please try again later.`);
  }
  return given;
}

function check({ publish_status, bot_version, additional_messages, ...body }: ChatBody, isStreamed: boolean): void {
  if (publish_status === "unpublished_draft" && bot_version !== undefined) {
    invalid("bot_version", "is not supported with publish_status unpublished_draft");
  }
  if (!isStreamed && !body.auto_save_history) {
    throw new ApiError(4007, "auto_save_history must be true when stream is false.");
  }
  if (additional_messages.at(-1)?.role !== "user") {
    throw new ApiError(4005, "The message is invalid: the last one must be the question, with the role user.");
  }
}

function chat(call: ApiCall): Reply {
  const { platform } = call;
  const { quirks } = platform.settings;
  const body = parseBody(call, chatBody);
  const isStreamed = body.stream && !quirks.noStreams;
  check(body, isStreamed);
  const bot = findVisibleBot(call, body.bot_id);
  const isNew = body.publish_status === "unpublished_draft" && bot.versions.length === 0;
  if (isNew && quirks.draftChatNeedsPublish) throw unpublished(bot, API_CHANNEL);
  const { source, content } = contentOf(bot, body, platform.clock.now(), quirks.ignoresPublishStatus);
  const texts = body.additional_messages.map((item) => ({ role: item.role, content: textOf(item) }));
  const question: Question = {
    conversationId: conversationOf(call, body.auto_save_history),
    botId: bot.id,
    source,
    userId: body.user_id,
    question: texts.pop()?.content ?? "",
    history: texts,
    customVariables: body.custom_variables,
    isStreamed,
    isSaved: body.auto_save_history,
  };
  const reaction = platform.chat.react(content, question);
  const { fail } = reaction;
  if (fail?.as === "refused") throw new ApiError(fail.code, messageOf(fail));
  const started = platform.chat.start(question, reaction);
  if (!isStreamed) return success(started.info("in_progress"));
  const { head, rest } = streamOf(started);
  return {
    status: 200,
    headers: { "content-type": "text/event-stream" },
    body: head + rest,
    pause: { at: head.length, ms: reaction.delayMs },
    logId: newLogId(),
  };
}

export const chatRoutes: Route[] = [{ method: "POST", path: "/v3/chat", permissions: ["chat"], handle: chat }];
