import { hosted } from "./host/dynamic";
import { botLifecycle } from "./resources/bot/lifecycle";
import { publicationLifecycle } from "./resources/publication/lifecycle";
import { Session } from "./session/session";

/**
 * The module that every user's state loads: `require("pulumi-coze/runtime").bot`. Its path and names are frozen. Nothing here or below
 * imports `@pulumi/pulumi`.
 */
const session = new Session();

export const bot = hosted("Bot", botLifecycle(session), session);
export const publication = hosted("Publication", publicationLifecycle(session), session);

// The first step loads them: a program with bots only does not wait for them.
const files = async () => (await import("./resources/file/lifecycle.js")).fileLifecycle(session);
const datasets = async () => (await import("./resources/dataset/lifecycle.js")).datasetLifecycle(session);
const documents = async () => (await import("./resources/document/lifecycle.js")).documentLifecycle(session);
const botTests = async () => (await import("./resources/bot-test/lifecycle.js")).botTestLifecycle(session);

export const file = hosted("File", files, session);
export const dataset = hosted("Dataset", datasets, session);
export const document = hosted("Document", documents, session);
export const bottest = hosted("BotTest", botTests, session);
