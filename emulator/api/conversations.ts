import * as z from "zod";
import { API_CHANNEL } from "../bots/bot";
import type { ConversationView } from "../chat/store";
import { findVisibleBot } from "./find";
import { parseBody } from "./parse";
import { ApiError } from "./reply";
import { route, type ApiCall, type Route } from "./route";

const createBody = z.object({
  bot_id: z.string().optional(),
  name: z.string().max(100).optional(),
  meta_data: z.record(z.string(), z.string()).default({}),
  connector_id: z.string().default(API_CHANNEL),
});

/** The conversation that the call names. It exists for its creator only. */
export function findOwnConversation({ platform, identity }: ApiCall, id: string): ConversationView {
  const conversation = platform.chat.findConversation(id);
  if (conversation?.creatorId !== identity.userId) throw new ApiError(4002, `Conversation ${id} is not found.`);
  return conversation;
}

export const conversationRoutes: Route[] = [
  route("POST", "/v1/conversation/create", ["createConversation"], (call) => {
    const { bot_id, name = "", meta_data, connector_id } = parseBody(call, createBody);
    if (bot_id !== undefined) checkBot(call, bot_id);
    const { id, creatorId, createdAt } = call.platform.chat.addConversation(call.identity.userId);
    const seconds = Math.floor(createdAt / 1000);
    return { id, name, created_at: seconds, updated_at: seconds, creator_id: creatorId, connector_id, meta_data };
  }),

  route("DELETE", "/v1/conversations/:conversation_id", ["editConversation"], (call) => {
    const { id } = findOwnConversation(call, call.params.conversation_id ?? "");
    call.platform.chat.deleteConversation(id);
    return undefined;
  }),
];

/** Coze answers a wrong bot with an internal error here. */
function checkBot(call: ApiCall, botId: string): void {
  try {
    findVisibleBot(call, botId);
  } catch {
    throw new ApiError(5000, "internal error");
  }
}
