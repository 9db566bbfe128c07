import { z } from "zod";
import { botPatch, writeFields } from "../bots/content";
import { checkSpace } from "./check-space";
import { findBot } from "./find-bot";
import { parseBody } from "./parse";
import { route, type Route } from "./route";

const createBody = z.object({ space_id: z.string().min(1), ...writeFields });
const updateBody = z.object({ bot_id: z.string().min(1), ...botPatch.shape });

export const botWriteRoutes: Route[] = [
  route("POST", "/v1/bot/create", ["createBot"], (call) => {
    const { space_id, ...content } = parseBody(call, createBody);
    checkSpace(call, space_id);
    return { bot_id: call.platform.bots.create(space_id, content, call.identity.userId).id };
  }),

  route("POST", "/v1/bot/update", ["edit"], (call) => {
    const { bot_id, ...patch } = parseBody(call, updateBody);
    call.platform.bots.edit(findBot(call, bot_id), patch);
    return undefined;
  }),
];
