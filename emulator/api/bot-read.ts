import * as z from "zod";
import { type Bot, API_CHANNEL } from "../bots/bot";
import { botInfo } from "../bots/bot-info";
import { userName } from "./account";
import { findVisibleBot } from "./find";
import { parseQuery, integer, pageNumber } from "./parse";
import { pageOf } from "../faults/lists";
import { ApiError } from "./reply";
import { route, type ApiCall, type Route } from "./route";

const readQuery = z.object({
  is_published: z.enum(["true", "false"]).default("true"),
  connector_id: z.string().optional(),
});

const onlineInfoQuery = z.object({ bot_id: z.string() });

const versionsQuery = z.object({
  page_num: pageNumber,
  page_size: integer(1, 30, 10),
  publish_status: z.enum(["published_online", "unpublished_draft"]).default("published_online"),
  connector_id: z.string().optional(),
});

function published({ platform }: ApiCall, bot: Bot, connectorId = API_CHANNEL, isDefault = false): object {
  const now = platform.clock.now();
  const anyOne = isDefault && platform.settings.quirks.defaultReadOfAnyChannel ? bot.allOnline(now).at(-1) : undefined;
  const snapshot = bot.online(connectorId, now) ?? anyOne;
  if (!snapshot) throw unpublished(bot, connectorId);
  const { config, version, publishedAt } = snapshot;
  return botInfo(bot, { config, version, updatedAt: publishedAt }, platform);
}

export function unpublished({ id }: Bot, connectorId: string): ApiError {
  const channel = connectorId === API_CHANNEL ? "Agent As API" : connectorId;
  return new ApiError(4015, `The bot_id ${id} has not been published to the channel ${channel}.`);
}

export const botReadRoutes: Route[] = [
  route("GET", "/v1/bots/:bot_id", ["getMetadata"], (call) => {
    const query = parseQuery(call, readQuery);
    const bot = findVisibleBot(call, call.params.bot_id ?? "");
    if (query.is_published === "true") {
      return published(call, bot, query.connector_id, query.connector_id === undefined);
    }
    return botInfo(bot, { config: bot.draft, version: "", updatedAt: bot.updatedAt }, call.platform);
  }),

  route("GET", "/v1/bot/get_online_info", ["getMetadata"], (call) =>
    published(call, findVisibleBot(call, parseQuery(call, onlineInfoQuery).bot_id)),
  ),

  route("GET", "/v1/bots/:bot_id/versions", ["Bot.listVersion"], (call) => {
    const { page_num, page_size, publish_status, connector_id } = parseQuery(call, versionsQuery);
    const bot = findVisibleBot(call, call.params.bot_id ?? "");
    // Only a publish makes a version, so no version is a draft.
    const versions = publish_status === "published_online" ? bot.versions.toReversed() : [];
    const matching = versions.filter(
      ({ visibleAt, connectorIds }) =>
        visibleAt <= call.platform.clock.now() && (connector_id === undefined || connectorIds.includes(connector_id)),
    );
    const page = pageOf(matching, { page: page_num, size: page_size }, ({ version }) => version, call.list);
    const items = page.items.map(({ version, changelog, createdAt, creatorId }) => ({
      version,
      changelog,
      created_at: Math.floor(createdAt / 1000),
      publish_status,
      creator: { id: creatorId, name: userName(creatorId) },
    }));
    return { items, has_more: page.hasMore };
  }),
];
