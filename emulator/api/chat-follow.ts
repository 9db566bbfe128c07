import * as z from "zod";
import type { Chat } from "../chat/chat";
import { messageInfo } from "../chat/events";
import { parseBody, parseQuery } from "./parse";
import { ApiError, json, newLogId, success, type Reply } from "./reply";
import { route, type ApiCall, type Route } from "./route";

const chatId = z.object({ conversation_id: z.string().min(1), chat_id: z.string().min(1) });

function findChat({ platform, identity }: ApiCall, { conversation_id, chat_id }: z.infer<typeof chatId>): Chat {
  const conversation = platform.chat.findConversation(conversation_id);
  const chat = platform.chat.find(conversation_id, chat_id);
  if (!chat || conversation?.creatorId !== identity.userId) throw new ApiError(4001, `Chat ${chat_id} is not found.`);
  return chat;
}

function retrieve(call: ApiCall): object {
  const chat = findChat(call, parseQuery(call, chatId));
  return chat.info(chat.statusAt(call.platform.now()));
}

/** A failed chat has no list. The order is not chronological. */
function listMessages(call: ApiCall): Reply {
  const chat = findChat(call, parseQuery(call, chatId));
  const status = chat.statusAt(call.platform.now());
  if (status === "failed") return success();
  const messages = status === "in_progress" ? [] : chat.messages.map((message) => messageInfo(chat, message));
  return success([...messages.slice(-1), ...messages.slice(0, -1)]);
}

/** The answer of a cancel has no `code`. */
function cancel(call: ApiCall): Reply {
  const chat = findChat(call, parseBody(call, chatId));
  if (chat.statusAt(call.platform.now()) !== "in_progress") {
    throw new ApiError(4104, "The chat cannot be canceled in its current state.");
  }
  chat.cancel();
  return { ...json(200, { data: chat.info("canceled"), msg: "" }), logId: newLogId() };
}

export const chatFollowRoutes: Route[] = [
  // The official clients poll with POST.
  route("GET", "/v3/chat/retrieve", ["getChat"], retrieve),
  route("POST", "/v3/chat/retrieve", ["getChat"], retrieve),
  { method: "GET", path: "/v3/chat/message/list", permissions: ["chat", "listMessage"], handle: listMessages },
  { method: "POST", path: "/v3/chat/cancel", permissions: ["cancelChat"], handle: cancel },
];
