import type { Caller, Request } from "./http/call";
import { OPERATIONS } from "./http/operation";
import { readPages } from "./http/pages";
import * as z from "./http/schema";

/** A callback app in the list of the token's user. Coze has no call that reads a single app. */
const app = z.as(
  z.object({
    id: z.id,
    name: z.maybe(z.text()),
    /** `normal`, or `connector` for the app of a channel. */
    app_type: z.maybe(z.text()),
    callback_url: z.maybe(z.text()),
    verify_token: z.maybe(z.text()),
  }),
  ({ id, name, ...entry }) => ({
    id,
    name,
    appType: entry.app_type,
    url: entry.callback_url === "" ? undefined : entry.callback_url,
    verifyToken: entry.verify_token,
  }),
);
export type CallbackItem = z.Item<typeof app>;

/** The largest page that Coze allows. */
const PAGE_SIZE = 50;

/** A page of a list whose next page begins at a token. */
function pageOf<T>(item: z.Schema<T>) {
  return z.as(
    z.object({ items: z.array(item), has_more: z.maybe(z.boolean()), next_page_token: z.maybe(z.text()) }),
    ({ items, has_more: more = false, next_page_token: next }) => ({ items, more, next }),
  );
}

/** The endpoints of callback apps, typed. */
export class CallbacksApi {
  constructor(private readonly caller: Caller) {}

  /** `POST /v1/api_apps`: an app without an address. An update sets the address. */
  async create(name: string): Promise<{ id: string; verifyToken: string }> {
    const { data } = await this.caller.call({
      operation: OPERATIONS.createCallback,
      subject: "a callback app",
      path: "/v1/api_apps",
      body: { app_type: "normal", name },
      answer: z.object({ id: z.id, verify_token: z.text() }),
    });
    this.caller.markFresh(data.id);
    return { id: data.id, verifyToken: data.verify_token };
  }

  /** `PUT /v1/api_apps/:api_app_id`: absent fields stay as they are. Coze posts a challenge to a new address. */
  async update(id: string, { name, url }: { readonly name?: string; readonly url?: string }): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.updateCallback,
      ...ofApp(id),
      body: { ...(name === undefined ? {} : { name }), ...(url === undefined ? {} : { callback_url: url }) },
    });
  }

  /** `DELETE /v1/api_apps/:api_app_id`. */
  async delete(id: string): Promise<void> {
    await this.caller.send({ operation: OPERATIONS.deleteCallback, ...ofApp(id) });
  }

  /** `GET /v1/api_apps`: every page. */
  async list(): Promise<CallbackItem[]> {
    const what = "the callback apps of the token's user";
    return readPages(this.caller, {
      call: (_page, after) => ({
        operation: OPERATIONS.listCallbacks,
        subject: what,
        path: "/v1/api_apps",
        query: { app_type: "normal", page_token: after, page_size: PAGE_SIZE },
      }),
      what,
      answer: pageOf(app),
      id: ({ id }) => id,
      size: PAGE_SIZE,
    });
  }

  /** `GET /v1/api_apps/:api_app_id/events`: every page. */
  async listEvents(id: string): Promise<string[]> {
    const what = `the events of callback app ${id}`;
    return readPages(this.caller, {
      call: (_page, after) => ({
        operation: OPERATIONS.listSubscriptions,
        ...ofApp(id, "/events"),
        subject: what,
        query: { page_token: after, page_size: PAGE_SIZE },
      }),
      what,
      answer: pageOf(z.as(z.object({ event_type: z.text() }), ({ event_type: event }) => event)),
      id: (event) => event,
      size: PAGE_SIZE,
    });
  }

  /** `POST /v1/api_apps/:api_app_id/events`. */
  async subscribe(id: string, events: readonly string[]): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.subscribe,
      ...ofApp(id, "/events"),
      body: { event_types: events },
    });
  }

  /** `DELETE /v1/api_apps/:api_app_id/events`. */
  async unsubscribe(id: string, events: readonly string[]): Promise<void> {
    await this.caller.send({
      operation: OPERATIONS.unsubscribe,
      ...ofApp(id, "/events"),
      body: { event_types: events },
    });
  }
}

function ofApp(id: string, rest = ""): Pick<Request, "subject" | "path" | "target"> {
  return { subject: `callback app ${id}`, path: `/v1/api_apps/${encodeURIComponent(id)}${rest}`, target: id };
}
