import * as z from "zod";
import { type Bot, API_CHANNEL } from "../bots/bot";
import { iconUrl } from "../bots/bot-info";
import { pageOf } from "../faults/lists";
import type { Platform } from "../platform";
import { checkSpace } from "./find";
import { invalid, parseQuery, integer, pageNumber } from "./parse";
import { route, type Route } from "./route";

const listQuery = z.object({
  workspace_id: z.string().optional(),
  publish_status: z
    .enum(["all", "published_online", "published_draft", "unpublished_draft"])
    .default("published_online"),
  connector_id: z.string().default(API_CHANNEL),
  page_num: pageNumber,
});

type ListQuery = z.infer<typeof listQuery>;

function matches(bot: Bot, { publish_status, connector_id }: ListQuery, platform: Platform): boolean {
  const now = platform.clock.now();
  const { quirks } = platform.settings;
  const online = bot.online(connector_id, now);
  const isAhead = online !== undefined && bot.revision > online.revision;
  switch (publish_status) {
    case "all":
      return true;
    case "published_online":
      return online !== undefined && !(isAhead && quirks.exclusiveLists);
    case "published_draft":
      return isAhead;
    case "unpublished_draft":
      return bot.allOnline(now).length === 0;
  }
}

function simpleInfo(bot: Bot, platform: Platform): object {
  const online = bot.allOnline(platform.clock.now());
  const publishedAt = Math.max(...online.map((snapshot) => snapshot.publishedAt));
  return {
    id: bot.id,
    name: bot.draft.name,
    description: bot.draft.description ?? "",
    icon_url: iconUrl(bot.draft, platform.now()),
    folder_id: "",
    updated_at: Math.floor(bot.updatedAt / 1000),
    is_published: online.length > 0,
    ...(online.length > 0 && { published_at: Math.floor(publishedAt / 1000) }),
    owner_user_id: bot.ownerUserId,
  };
}

function publishedInfo(bot: Bot, publishedAt: number, platform: Platform): object {
  return {
    bot_id: bot.id,
    bot_name: bot.draft.name,
    description: bot.draft.description ?? "",
    icon_url: iconUrl(bot.draft, platform.now()),
    publish_time: String(Math.floor(publishedAt / 1000)),
  };
}

const olderQuery = z.object({ space_id: z.string().optional(), page_index: pageNumber });

export const botListRoutes: Route[] = [
  route("GET", "/v1/bots", ["listBot"], (call) => {
    const { platform } = call;
    const query = parseQuery(call, listQuery);
    if (query.workspace_id === undefined) invalid("WorkspaceId", "required");
    const spaceId = query.workspace_id;
    const { maxPageSize: max, quirks } = platform.settings;
    const now = platform.clock.now();
    const { page_size } = parseQuery(call, z.object({ page_size: integer(1, max, Math.min(20, max)) }));
    checkSpace(call, spaceId);
    const matching = platform.bots
      .list()
      .filter((bot) => bot.spaceId === spaceId && bot.visibleAt <= now && matches(bot, query, platform));
    if (!quirks.oldestFirst) matching.reverse();
    const start = (query.page_num - 1) * page_size;
    if (quirks.refusePagesPastEnd && start > 0 && start >= matching.length) invalid("page_num", "is past the end");
    const { items, total } = pageOf(matching, { page: query.page_num, size: page_size }, ({ id }) => id, call.list);
    return { items: items.map((bot) => simpleInfo(bot, platform)), total };
  }),

  route("GET", "/v1/space/published_bots_list", ["getPublishedBot"], (call) => {
    const { platform } = call;
    const { space_id: spaceId, page_index } = parseQuery(call, olderQuery);
    if (spaceId === undefined) invalid("SpaceID", "required");
    const { maxPageSize: max } = platform.settings;
    const { page_size } = parseQuery(call, z.object({ page_size: integer(1, max, Math.min(20, max)) }));
    checkSpace(call, spaceId);
    const live = platform.bots
      .list()
      .filter((bot) => bot.spaceId === spaceId)
      .map((bot) => ({ bot, publishedAt: bot.online(API_CHANNEL, platform.clock.now())?.publishedAt }))
      .filter((each): each is { bot: Bot; publishedAt: number } => each.publishedAt !== undefined)
      .sort((a, b) => b.publishedAt - a.publishedAt);
    const { items, total } = pageOf(live, { page: page_index, size: page_size }, ({ bot }) => bot.id, call.list);
    return { space_bots: items.map(({ bot, publishedAt }) => publishedInfo(bot, publishedAt, platform)), total };
  }),
];
