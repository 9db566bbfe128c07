import type { ApiCall } from "../../emulator/api/route";
import type { Reply } from "../../emulator/api/reply";

/** A fault of the lists of one kind, for so many listings: each begins with the first page. */
export interface ListFault {
  readonly list: "documents" | "datasets" | "bots" | "members";
  /**
   * `short`: one item is missing, the total is not. `moves`: after the first page an item of a later one has moved to the front. `empty`:
   * the second page is empty. `more` and `less`: the total is one off.
   */
  readonly how: "short" | "moves" | "empty" | "more" | "less";
  readonly item: number;
  readonly times: number;
}

interface Shape {
  readonly list: ListFault["list"];
  readonly page: string;
  readonly size: string;
  readonly in: "body" | "query";
  readonly items: string;
  readonly total: string;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  "POST /open_api/knowledge/document/list": {
    ...{ list: "documents", in: "body", page: "page", size: "size", items: "document_infos", total: "total" },
  },
  "GET /v1/datasets": {
    ...{
      list: "datasets",
      in: "query",
      page: "page_num",
      size: "page_size",
      items: "dataset_list",
      total: "total_count",
    },
  },
  "GET /v1/workspaces/:workspace_id/members": {
    ...{ list: "members", in: "query", page: "page_num", size: "page_size", items: "items", total: "total_count" },
  },
  "GET /v1/bots": {
    ...{ list: "bots", in: "query", page: "page_num", size: "page_size", items: "items", total: "total" },
  },
};

type Json = Record<string, unknown>;
type Serve = (call: ApiCall) => Reply;

/** The lists of the server, and what is wrong with them. */
export class Lists {
  /** Documents are paged from 0, whatever the page says. */
  fromZero = false;
  private faults: { fault: ListFault; left: number }[] = [];

  add(fault: ListFault): void {
    this.faults.push({ fault, left: fault.times });
  }

  clear(): void {
    this.faults = [];
    this.fromZero = false;
  }

  serve(pattern: string, call: ApiCall, serve: Serve): Reply {
    const shape = SHAPES[pattern];
    if (!shape) return serve(call);
    const asked = (shape.in === "body" ? call.body : call.query) as Json | undefined;
    const page = Number(asked?.[shape.page] ?? 1);
    const size = Number(asked?.[shape.size] ?? 10);
    if (page === 1) this.begin(shape.list);
    const found = this.faults.find(({ fault, left }) => fault.list === shape.list && left >= 0);
    const isFromZero = this.fromZero && shape.list === "documents";
    if (!found && !isFromZero) return serve(call);
    const reply = serve(asking(call, shape));
    return rewritten(reply, (json) => {
      const holder = holderOf(json, shape.items);
      const all = (holder[shape.items] as Json[] | undefined) ?? [];
      const { items, total } = tampered(all, found?.fault, page, size);
      const start = (isFromZero ? page : page - 1) * size;
      const isEmpty = found?.fault.how === "empty" && page === 2;
      holder[shape.items] = isEmpty ? [] : items.slice(start, start + size);
      holder[shape.total] = total;
    });
  }

  /** A fault counts the listings that begin under it, and goes after the last one. */
  private begin(list: ListFault["list"]): void {
    for (const each of this.faults) if (each.fault.list === list) each.left--;
    this.faults = this.faults.filter(({ left }) => left >= 0);
  }
}

function tampered(all: readonly Json[], fault: ListFault | undefined, page: number, size: number) {
  const total = all.length;
  if (!fault) return { items: all, total };
  const at = total === 0 ? 0 : fault.item % total;
  switch (fault.how) {
    case "short":
      return { items: all.filter((_, index) => index !== at), total };
    case "moves": {
      const from = total > size ? size + (fault.item % (total - size)) : at;
      const moved = all[from];
      const items = page === 1 || !moved ? all : [moved, ...all.filter((item) => item !== moved)];
      return { items, total };
    }
    case "empty":
      return { items: all, total };
    case "more":
      return { items: all, total: total + 1 };
    case "less":
      return { items: all, total: Math.max(0, total - 1) };
  }
}

/** The same call for everything at once. */
function asking(call: ApiCall, shape: Shape): ApiCall {
  const { maxPageSize } = call.platform.settings;
  if (shape.in === "body")
    return { ...call, body: { ...(call.body as Json), [shape.page]: 1, [shape.size]: maxPageSize } };
  return { ...call, query: { ...call.query, [shape.page]: "1", [shape.size]: String(maxPageSize) } };
}

/** The answer with its JSON changed. */
export function rewritten(reply: Reply, change: (json: Json) => void): Reply {
  const json = JSON.parse(reply.body) as Json;
  if (json["code"] !== 0) return reply;
  change(json);
  return { ...reply, body: JSON.stringify(json) };
}

const holderOf = (json: Json, items: string): Json => (items in json ? json : ((json["data"] ?? {}) as Json));
