import * as z from "zod";
import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../bots/bot";
import { applyPatch, botPatch, isPromptRefused, writeFields, type BotContent } from "../bots/content";
import { checkSpace, findBot } from "./find";
import { invalid, parseBody } from "./parse";
import { ApiError } from "./reply";
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

const DOUBAO_CHANNEL = "482431";

const publishBody = z.object({
  bot_id: z.string().min(1),
  connector_ids: z.array(z.string().min(1)).min(1),
  connectors: z.record(z.string(), z.record(z.string(), z.string())).optional(),
});

const unpublishBody = z.object({
  connector_id: z.string().min(1),
  unpublish_reason: z
    .string()
    .refine((reason) => Array.from(reason).length <= 1024, "length must be 0 to 1024 characters")
    .optional(),
});

function isCustom(connectorId: string): boolean {
  return /^\d{10,}$/.test(connectorId);
}

function checkChannels({ connector_ids: ids, connectors = {} }: z.infer<typeof publishBody>): void {
  const wrong = ids.find((id) => id !== API_CHANNEL && id !== CHAT_SDK_CHANNEL && !isCustom(id));
  if (wrong !== undefined) invalid("connector_ids", `the channel ${wrong} can't be published to by this API`);
  if (ids.some(isCustom) && !ids.includes(API_CHANNEL)) {
    invalid("connector_ids", `a custom channel needs the API channel ${API_CHANNEL}, too`);
  }
  const stray = Object.keys(connectors).find((id) => !ids.includes(id));
  if (stray !== undefined) invalid("connectors", `the channel ${stray} is not in connector_ids`);
}

/** Whether any text of the draft contains the word. */
function mentions(content: unknown, word: string): boolean {
  if (typeof content === "string") return content.includes(word);
  return typeof content === "object" && content !== null && Object.values(content).some((v) => mentions(v, word));
}

function checkContent(draft: BotContent, word: string | null): void {
  if (word && mentions(draft, word)) {
    throw new ApiError(4105, "The content contains sensitive information, please modify it and publish again.");
  }
}

export const botPublishRoutes: Route[] = [
  route("POST", "/v1/bot/publish", ["publish"], (call) => {
    const { platform, identity } = call;
    const body = parseBody(call, publishBody);
    checkChannels(body);
    const bot = findBot(call, body.bot_id);
    checkContent(bot.draft, platform.settings.contentBlockWord);
    const version = platform.bots.publish(bot, body.connector_ids, identity.userId, body.connectors);
    return { bot_id: bot.id, version };
  }),

  route("POST", "/v1/bots/:bot_id/unpublish", ["disconnectBot", "Connector.disconnectBot"], (call) => {
    const { connector_id } = parseBody(call, unpublishBody);
    if (connector_id === DOUBAO_CHANNEL) invalid("connector_id", "this channel can't be unpublished by this API");
    call.platform.bots.unpublish(findBot(call, call.params.bot_id ?? ""), connector_id);
    return undefined;
  }),
];
