import { confirmGone } from "../../consistency/confirm-gone";
import { currentUser } from "../../consistency/create-once";
import { findOrGone } from "../../consistency/while-fresh";
import type { Kind, PluginSide } from "../../host/kind";
import type { Checked, Diff, Found, Lifecycle, Props } from "../../lifecycle";
import type { CallbackItem } from "../../client/callbacks";
import type { Session } from "../../session/session";
import { differ } from "../../values/differ";
import { containsUnknown, type Declared } from "../../values/tree";
import { listed } from "../listing";
import { bringTo, callbacksOf, createCallback } from "./create";
import { callbackInputs, callbackProblems, type CheckedCallback } from "./inputs";
import { computed, computedOf, hasSameEvents, inputsOf, outputs, withLive, type CallbackOutputs } from "./state";

function callbackLifecycle(session: Session): Lifecycle<CheckedCallback, CallbackOutputs> {
  return {
    check: (_olds, news) => Promise.resolve(check(session, news)),
    diff: (_id, olds, news) => diff(olds, news),
    create: (inputs, step) => createCallback(session, inputs, step),
    read: (id, outs) => read(session, id, outs),
    readUnmanaged: (id) => readCallback(session, id),
    update: (id, olds, news) => bringTo(session, id, olds, news),
    delete: (id, outs) => remove(session, id, outs),
  };
}

function check(session: Session, news: Props): Checked<CheckedCallback> {
  // Reading the settings reports unusable ones in the preview.
  session.settings();
  const problems = callbackProblems(news);
  return problems.length > 0 ? { problems } : { inputs: news as Declared<CheckedCallback>, problems };
}

function diff(olds: CallbackOutputs, news: Declared<CheckedCallback>): Diff {
  const { events } = news;
  const isOther = containsUnknown(events) || !hasSameEvents(olds.events, events as readonly string[]);
  const changed = [
    ...(["name", "url"] as const).filter((key) => differ(olds[key], news[key])),
    ...(isOther ? ["events"] : []),
  ];
  return { changes: changed.length > 0, changed, replaces: [] };
}

async function read(
  session: Session,
  id: string,
  outs: CallbackOutputs,
): Promise<Found<CheckedCallback, CallbackOutputs>> {
  const live = await findOwn(session, id, outs);
  if (!live) return "gone";
  const inputs = withLive(inputsOf(outs), live, await session.api().callbacks.listEvents(id));
  const { verifyToken = outs.verifyToken } = live;
  return { outs: outputs(id, inputs, { ...computedOf(outs), verifyToken }), inputs };
}

/** The app; `undefined` if it is certainly gone. On a personal plan, the list has only the apps of the token's user. */
async function findOwn(
  session: Session,
  id: string,
  { ownerUserId }: CallbackOutputs,
): Promise<CallbackItem | undefined> {
  const live = await findOrGone(session, callbacksOf(session), id);
  if (live || ownerUserId === undefined) return live;
  const user = await currentUser(session);
  if (user === ownerUserId) return undefined;
  throw new Error(
    `Callback app ${id} is not among those of user ${user}, whose token is from ${session.tokenSource()}, and user ${ownerUserId} has ` +
      "created it, so it is kept. Is this the right account? If it is, and the app is gone, run `pulumi state delete` with the URN of " +
      "this resource.",
  );
}

/** `CozeCallback.get`, and an import. */
async function readCallback(session: Session, id: string): Promise<Props> {
  const live = await callbacksOf(session).find(id);
  if (!live) {
    throw new Error(
      `Callback app ${id} is not among the ordinary ones that the token from ${session.tokenSource()} sees at ` +
        `${session.settings().baseUrl}. On a personal plan that are those of its user; those of channels are not managed.`,
    );
  }
  const { name, url, verifyToken } = live;
  return { name, url, events: await session.api().callbacks.listEvents(id), verifyToken, callbackId: id };
}

async function remove(session: Session, id: string, outs: CallbackOutputs): Promise<void> {
  try {
    await session.api().callbacks.delete(id);
  } catch (error) {
    const list = "the list of callback apps";
    const callbacks = callbacksOf(session);
    callbacks.forget();
    const isListed = async () => (await findOwn(session, id, outs)) !== undefined;
    await confirmGone(session, { thing: `Callback app ${id}`, list, isListed }, error);
  }
  callbacksOf(session).forget();
}

function callbackPlugin(session: Session): PluginSide {
  return {
    async importOf(id) {
      const outs = await readCallback(session, id);
      const { name, url, events } = outs;
      return { inputs: { name, url, events }, outs: { ...outs, __schema: 1 } };
    },
  };
}

export const callbackKind: Kind = {
  inputs: callbackInputs,
  lifecycle: callbackLifecycle,
  plugin: callbackPlugin,
  computed,
  listing: { query: {}, list: async (session) => (await session.api().callbacks.list()).map(listed) },
  secrets: ["verifyToken"],
};
