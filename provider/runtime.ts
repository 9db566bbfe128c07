import { botLifecycle } from "./bot/lifecycle";
import { hosted } from "./host";
import { publicationLifecycle } from "./publication/lifecycle";
import { Session } from "./session";

/**
 * What the text in every user's state loads: `require("pulumi-coze/runtime").bot`. The path and the two names are frozen
 * for ever, and nothing here or below imports `@pulumi/pulumi`.
 */
const session = new Session();

export const bot = hosted("Bot", botLifecycle(session), session);
export const publication = hosted("Publication", publicationLifecycle(session), session);
