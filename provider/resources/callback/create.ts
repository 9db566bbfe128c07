import type { CallbackItem } from "../../client/callbacks";
import { createOnce, currentUser, type Made } from "../../consistency/create-once";
import { refuseLeftovers } from "../../consistency/leftovers";
import { PartialFailure, type Created, type Step } from "../../lifecycle";
import type { Session } from "../../session/session";
import { SharedList } from "../../session/shared-list";
import type { CheckedCallback } from "./inputs";
import { outputs, without, type CallbackComputed, type CallbackOutputs } from "./state";

/** The callback apps that the token's user sees. Coze has no call that reads a single app. */
export function callbacksOf(session: Session): SharedList<CallbackItem> {
  return new SharedList(session.shared, "callback apps", () => session.api().callbacks.list());
}

/**
 * Creates a callback app with three calls: Coze accepts the address in an update, and the events in a third call. The
 * next diff shows the parts that failed.
 */
export async function createCallback(
  session: Session,
  inputs: CheckedCallback,
  step: Step,
): Promise<Created<CallbackOutputs>> {
  const { id, computed } = await create(session, inputs, step);
  const empty = outputs(id, { ...inputs, url: "", events: [] }, computed);
  return { id, outs: await bringTo(session, id, empty, inputs) };
}

/** Refuses to create an app that would post the same events a second time, with a token that nobody has. */
function refuseLeftover(
  session: Session,
  step: Step,
  { name, url }: CheckedCallback,
  apps: readonly CallbackItem[],
): Promise<void> {
  return refuseLeftovers<CallbackItem>(session, step, {
    list: () => Promise.resolve(apps),
    among: (apps) => Promise.resolve(apps.filter((app) => app.name === name && app.url === url).map(({ id }) => id)),
    words: (ids) => `Callback app ${ids.join(" and ")} has this name and address already`,
    next: () => "Delete it in the Coze console, or import it with `pulumi import`",
  });
}

function create(session: Session, inputs: CheckedCallback, step: Step): Promise<Made<CallbackComputed>> {
  const { name } = inputs;
  const { callbacks } = session.api();
  let before: ReadonlySet<string> = new Set();
  let ownerUserId: string | undefined;
  return createOnce<CallbackItem, CallbackComputed>(session, step, {
    lock: `callback ${name}`,
    // The list has neither the time nor the creator of an app.
    prepare: async () => {
      ownerUserId = await currentUser(session);
      const apps = await callbacksOf(session).filter(() => true);
      await refuseLeftover(session, step, inputs, apps);
      before = new Set(apps.map(({ id }) => id));
    },
    attempt: async () => {
      const { id, verifyToken } = await callbacks.create(name);
      callbacksOf(session).forget();
      return { id, computed: { verifyToken, ownerUserId } };
    },
    candidates: async () => (await callbacks.list()).filter(({ id }) => !before.has(id)),
    among: (apps) =>
      Promise.resolve(
        apps
          .filter((app) => app.name === name && app.url === undefined)
          .map(({ id, verifyToken = "" }) => ({ id, computed: { verifyToken, ownerUserId } })),
      ),
    several: {
      what: "callback apps without an address",
      next: "Delete them in the Coze console, and run this again.",
    },
  });
}

/**
 * Brings the app to the declared inputs, with one call for each kind of difference. A failure records the changes so
 * far.
 */
export async function bringTo(
  session: Session,
  id: string,
  olds: CallbackOutputs,
  news: CheckedCallback,
): Promise<CallbackOutputs> {
  const { callbacks } = session.api();
  let reached = olds;
  const step = async (call: () => Promise<void>, then: Partial<CheckedCallback>): Promise<void> => {
    try {
      await call();
    } catch (error) {
      throw new PartialFailure(id, reached, error);
    }
    reached = { ...reached, ...then };
  };
  const { name, url } = news;
  const changed = { ...(name === olds.name ? {} : { name }), ...(url === olds.url ? {} : { url }) };
  if (Object.keys(changed).length > 0) await step(() => callbacks.update(id, changed), changed);
  const [added, removed] = [without(news.events, olds.events), without(olds.events, news.events)];
  if (added.length > 0) {
    await step(() => callbacks.subscribe(id, added), { events: [...olds.events, ...added] });
  }
  if (removed.length > 0) await step(() => callbacks.unsubscribe(id, removed), { events: news.events });
  callbacksOf(session).forget();
  return { ...reached, events: news.events };
}
