import * as z from "zod";
import { CALLBACK_EVENTS, type CallbackView } from "../callbacks/store";
import { pageOf } from "../faults/lists";
import { integer, parseBody, parseQuery } from "./parse";
import { ApiError } from "./reply";
import { route, type ApiCall, type Route } from "./route";

const name = z.string().refine((value) => {
  const length = Array.from(value).length;
  return length >= 1 && length <= 128;
}, "length must be 1 to 128 characters");
const createBody = z.object({ app_type: z.literal("normal", "only ordinary apps are emulated"), name });
const updateBody = z.object({ name: name.optional(), callback_url: z.url({ protocol: /^https?$/ }).optional() });
const eventsBody = z.object({ event_types: z.array(z.enum(CALLBACK_EVENTS)).min(1) });
const page = {
  page_token: z.string().regex(/^\d+$/).default("1").transform(Number),
  page_size: integer(1, 50, 50),
};
const listQuery = z.object({ ...page, app_type: z.enum(["normal", "connector"]).optional() });
const eventsQuery = z.object(page);

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  "bot.published": "A bot was published",
  "bot.unpublished": "A bot was taken off a channel",
  "bot.deleted": "A bot was deleted",
};

function item({ id, name, url, verifyToken }: CallbackView): object {
  return { id, name, app_type: "normal", ...(url !== undefined && { callback_url: url }), verify_token: verifyToken };
}

/** The app that the call names. For the call, apps of other users do not exist. */
function find({ platform, identity, params }: ApiCall): CallbackView {
  const { api_app_id: id = "" } = params;
  const app = platform.callbacks.find(id);
  if (app?.ownerUserId === identity.userId) return app;
  throw new ApiError(4200, `Requested resource api_app_id=${id} does not exist.`);
}

/** A page of the list, and the start of the next one. */
function paged<T>(
  all: readonly T[],
  { page_token, page_size: size }: { readonly page_token: number; readonly page_size: number },
  idOf: (item: T) => string,
  { list }: ApiCall,
): { items: T[]; has_more: boolean; next_page_token?: string } {
  const { items, hasMore } = pageOf(all, { page: page_token, size }, idOf, list);
  return { items, has_more: hasMore, ...(hasMore && { next_page_token: String(page_token + 1) }) };
}

export const callbackRoutes: Route[] = [
  route("POST", "/v1/api_apps", ["createApiApp"], (call) => {
    const { name } = parseBody(call, createBody);
    return item(call.platform.callbacks.create(name, call.identity.userId));
  }),

  route("GET", "/v1/api_apps", ["listApiApp"], (call) => {
    const { app_type, ...at } = parseQuery(call, listQuery);
    const { platform, identity } = call;
    const visible = platform.callbacks
      .list()
      .filter(({ ownerUserId, visibleAt }) => ownerUserId === identity.userId && visibleAt <= platform.clock.now());
    const { items, ...rest } = paged(app_type === "connector" ? [] : visible, at, ({ id }) => id, call);
    return { items: items.map(item), ...rest };
  }),

  route("PUT", "/v1/api_apps/:api_app_id", ["updateApiApp"], (call) => {
    const { name, callback_url: url } = parseBody(call, updateBody);
    const patch = { ...(name === undefined ? {} : { name }), ...(url === undefined ? {} : { url }) };
    call.platform.callbacks.edit(find(call).id, patch);
    return undefined;
  }),

  route("DELETE", "/v1/api_apps/:api_app_id", ["deleteApiApp"], (call) => {
    call.platform.callbacks.delete(find(call).id);
    return undefined;
  }),

  route("GET", "/v1/api_apps/:api_app_id/events", ["listApiApp"], (call) => {
    const at = parseQuery(call, eventsQuery);
    const { id, name, events } = find(call);
    const { items, ...rest } = paged(events, at, (event) => event, call);
    const described = items.map((event) => ({
      ...{ name, api_app_id: id, event_type: event, description: DESCRIPTIONS[event] ?? event },
    }));
    return { items: described, ...rest };
  }),

  route("POST", "/v1/api_apps/:api_app_id/events", ["subscribeApiAppEvent"], (call) => {
    const { event_types } = parseBody(call, eventsBody);
    const { id, events } = find(call);
    call.platform.callbacks.edit(id, { events: [...new Set([...events, ...event_types])] });
    return undefined;
  }),

  route("DELETE", "/v1/api_apps/:api_app_id/events", ["unsubscribeApiAppEvent"], (call) => {
    const { event_types } = parseBody(call, eventsBody);
    const { id, events } = find(call);
    call.platform.callbacks.edit(id, { events: events.filter((event) => !event_types.includes(event)) });
    return undefined;
  }),
];
