import { hosted } from "./host/dynamic";
import { leaveWithEngine } from "./host/leave";
import { KINDS, type ResourceKind } from "./kinds";
import { Session } from "./session/session";

/**
 * The module that every user's state loads: `require("pulumi-coze/runtime").bot`. The module's path and names are
 * frozen. Nothing here or below imports `@pulumi/pulumi`.
 */
const session = new Session();
leaveWithEngine(session);

const of = (kind: ResourceKind) => hosted(kind, async () => (await KINDS[kind]()).lifecycle(session), session);

export const bot = of("Bot");
export const publication = of("Publication");
export const file = of("File");
export const dataset = of("Dataset");
export const document = of("Document");
export const bottest = of("BotTest");
export const workspacemember = of("WorkspaceMember");
export const callback = of("Callback");
