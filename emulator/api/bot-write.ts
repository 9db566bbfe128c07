import * as z from "zod";
import { applyPatch, botPatch, isPromptRefused, writeFields, type BotContent } from "../bots/content";
import { checkSpace } from "./check-space";
import { findBot } from "./find-bot";
import { invalid, parseBody } from "./parse";
import { route, type Route } from "./route";

const createBody = z.object({ space_id: z.string().min(1), ...writeFields });
const updateBody = z.object({ bot_id: z.string().min(1), ...botPatch.shape });

function checkPrompt(content: BotContent): void {
  if (isPromptRefused(content)) {
    invalid("prompt_info.prompt", "not supported with prefix caching, use prefix_prompt_info");
  }
}

export const botWriteRoutes: Route[] = [
  route("POST", "/v1/bot/create", ["createBot"], (call) => {
    const { space_id, ...content } = parseBody(call, createBody);
    checkSpace(call, space_id);
    checkPrompt(content);
    return { bot_id: call.platform.bots.create(space_id, content, call.identity.userId).id };
  }),

  route("POST", "/v1/bot/update", ["edit"], (call) => {
    const { bot_id, ...patch } = parseBody(call, updateBody);
    const bot = findBot(call, bot_id);
    checkPrompt(applyPatch(bot.draft, patch));
    call.platform.bots.edit(bot, patch);
    return undefined;
  }),
];
