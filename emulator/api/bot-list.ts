import { z } from "zod";
import type { Bot } from "../bots/bot";
import type { Settings } from "../settings";
import { iconUrl } from "../bots/bot-info";
import { checkSpace } from "./check-space";
import { invalid, parseQuery } from "./parse";
import { integer, pageNumber } from "./query";
import { route, type Route } from "./route";

const listQuery = z.object({
  workspace_id: z.string().optional(),
  publish_status: z
    .enum(["all", "published_online", "published_draft", "unpublished_draft"])
    .default("published_online"),
  connector_id: z.string().default("1024"),
  page_num: pageNumber,
});

type ListQuery = z.infer<typeof listQuery>;

function matches(bot: Bot, { publish_status, connector_id }: ListQuery, quirks: Settings["quirks"]): boolean {
  const online = bot.online(connector_id);
  const isAhead = online !== undefined && bot.revision > online.revision;
  switch (publish_status) {
    case "all":
      return true;
    case "published_online":
      return online !== undefined && !(isAhead && quirks.exclusiveLists);
    case "published_draft":
      return isAhead;
    case "unpublished_draft":
      return bot.allOnline().length === 0;
  }
}

function simpleInfo(bot: Bot, now: number): object {
  const online = bot.allOnline();
  const publishedAt = Math.max(...online.map((snapshot) => snapshot.publishedAt));
  return {
    id: bot.id,
    name: bot.draft.name,
    description: bot.draft.description ?? "",
    icon_url: iconUrl(bot.draft, now),
    folder_id: "",
    updated_at: Math.floor(bot.updatedAt / 1000),
    is_published: online.length > 0,
    ...(online.length > 0 && { published_at: Math.floor(publishedAt / 1000) }),
    owner_user_id: bot.ownerUserId,
  };
}

export const botListRoutes: Route[] = [
  route("GET", "/v1/bots", ["listBot"], (call) => {
    const { platform } = call;
    const query = parseQuery(call, listQuery);
    if (query.workspace_id === undefined) invalid("WorkspaceId", "required");
    const spaceId = query.workspace_id;
    const { maxPageSize: max, quirks } = platform.settings;
    const { page_size } = parseQuery(call, z.object({ page_size: integer(1, max, Math.min(20, max)) }));
    checkSpace(call, spaceId);
    const matching = platform.bots
      .list()
      .filter((bot) => bot.spaceId === spaceId && bot.visibleAt <= Date.now() && matches(bot, query, quirks))
      .reverse();
    const start = (query.page_num - 1) * page_size;
    const page = matching.slice(start, start + page_size);
    return {
      items: page.map((bot) => simpleInfo(bot, platform.now())),
      total: matching.length,
    };
  }),
];
