import { botLifecycle } from "./resources/bot/lifecycle";
import { hosted } from "./host/dynamic";
import type { DeferredLifecycle, Lifecycle } from "./host/lifecycle";
import { publicationLifecycle } from "./resources/publication/lifecycle";
import { Session } from "./session/session";

/**
 * What the text in every user's state loads: `require("pulumi-coze/runtime").bot`. The path and the names are frozen
 * for ever, and nothing here or below imports `@pulumi/pulumi`.
 */
const session = new Session();

export const bot = hosted("Bot", botLifecycle(session), session);
export const publication = hosted("Publication", publicationLifecycle(session), session);

// A program of bots alone does not wait for the rest to be loaded.
const files = deferred(async () => (await import("./resources/file/lifecycle.js")).fileLifecycle(session));
const datasets = deferred(async () => (await import("./resources/dataset/lifecycle.js")).datasetLifecycle(session));
const documents = deferred(async () => (await import("./resources/document/lifecycle.js")).documentLifecycle(session));

export const file = hosted("File", files, session);
export const dataset = hosted("Dataset", datasets, session);
export const document = hosted("Document", documents, session);

/** A lifecycle that is loaded by its first step. */
function deferred(load: () => Promise<Lifecycle>): DeferredLifecycle {
  let loading: Promise<Lifecycle> | undefined;
  const loaded = (): Promise<Lifecycle> => (loading ??= load());
  return {
    check: async (...args) => (await loaded()).check(...args),
    diff: async (...args) => (await loaded()).diff(...args),
    create: async (...args) => (await loaded()).create(...args),
    read: async (...args) => (await loaded()).read(...args),
    update: async (...args) => (await loaded()).update(...args),
    delete: async (...args) => (await loaded()).delete(...args),
  };
}
