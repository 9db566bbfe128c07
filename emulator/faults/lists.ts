import * as z from "zod";
import type { Call } from "../events";

/**
 * A fault of a list, from its first page to its last one.
 *
 * | `list` | the pages |
 * | --- | --- |
 * | `deleted` | after the first page, the item is deleted: the later pages and the total lack it |
 * | `moved` | after the first page, the item moves to the front |
 * | `short` | the item is left out; the total still counts it |
 * | `empty` | no page has an item; the total still counts them |
 * | `more`, `fewer` | the total is one higher, one lower than the items |
 */
export const listFault = z.strictObject({
  list: z.enum(["deleted", "moved", "short", "empty", "more", "fewer"]),
  /** The id of the item; the number of a version. Default: the last item for `moved`, the first one otherwise. */
  item: z.string().optional(),
});
export type ListFault = z.infer<typeof listFault>;

const LISTS: ReadonlySet<string> = new Set([
  "GET /v1/bots",
  "GET /v1/bots/:bot_id/versions",
  "GET /v1/space/published_bots_list",
  "GET /v1/datasets",
  "GET /v1/workflows",
  "GET /v1/workspaces/:workspace_id/members",
  "GET /v1/api_apps",
  "GET /v1/api_apps/:api_app_id/events",
  "POST /open_api/knowledge/document/list",
]);

export function isList({ route }: Call): boolean {
  return LISTS.has(route);
}

/** The names under which calls pass the number of a page. Coze's `page_token` is that number here, too. */
const NUMBERS = ["page_num", "page_index", "page", "page_token"];

function parametersOf({ query, body }: Call): Record<string, unknown> {
  return { ...query, ...(typeof body === "object" ? body : {}) };
}

export function isFirstPage(call: Call): boolean {
  const given = parametersOf(call);
  return NUMBERS.every((name) => Number(given[name] ?? 1) <= 1);
}

/** Names the list that a call asks a page of. All pages of a list have the same name. */
export function listOf(call: Call): string {
  const rest = Object.entries(parametersOf(call)).filter(([name]) => !NUMBERS.includes(name));
  return `${call.path} ${JSON.stringify(rest)}`;
}

interface Page<T> {
  items: T[];
  total: number;
  hasMore: boolean;
}

/** A page of the list, with its fault if it has one. Pages are counted from 1. */
export function pageOf<T>(
  all: readonly T[],
  { page, size }: { page: number; size: number },
  idOf: (item: T) => string,
  fault?: ListFault,
): Page<T> {
  const { listed, total } = fault ? faulty(all, page, idOf, fault) : { listed: all, total: all.length };
  return { items: listed.slice((page - 1) * size, page * size), total, hasMore: total > page * size };
}

function faulty<T>(
  all: readonly T[],
  page: number,
  idOf: (item: T) => string,
  { list, item }: ListFault,
): { listed: readonly T[]; total: number } {
  const named = all.find((each) => idOf(each) === item);
  const chosen = item === undefined ? all.at(list === "moved" ? -1 : 0) : named;
  const others = all.filter((each) => each !== chosen);
  const total = all.length;
  const isLater = page > 1;
  switch (list) {
    case "deleted":
      return isLater ? { listed: others, total: others.length } : { listed: all, total };
    case "moved":
      return { listed: isLater && chosen !== undefined ? [chosen, ...others] : all, total };
    case "short":
      return { listed: others, total };
    case "empty":
      return { listed: [], total };
    case "more":
      return { listed: all, total: total + 1 };
    case "fewer":
      return { listed: all, total: Math.max(0, total - 1) };
  }
}
