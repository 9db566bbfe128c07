import { userRoutes, workspaceRoutes } from "./account";
import { callbackRoutes } from "./callbacks";
import { botListRoutes } from "./bot-list";
import { botReadRoutes } from "./bot-read";
import { botPublishRoutes, botWriteRoutes } from "./bot-write";
import { chatRoutes } from "./chat";
import { chatFollowRoutes } from "./chat-follow";
import { conversationRoutes } from "./conversations";
import { datasetRoutes } from "./datasets";
import { documentRoutes } from "./documents";
import { fileRoutes } from "./files";
import { pluginRoutes, workflowRoutes } from "./library";
import { memberRoutes } from "./members";
import { oauthRoutes } from "./oauth";
import type { Route } from "./route";

/** All routes of the emulated API. Each family of routes has its own file. */
export const routes: Route[] = [
  ...botWriteRoutes,
  ...botPublishRoutes,
  ...botReadRoutes,
  ...botListRoutes,
  ...fileRoutes,
  ...datasetRoutes,
  ...documentRoutes,
  ...chatRoutes,
  ...chatFollowRoutes,
  ...conversationRoutes,
  ...workspaceRoutes,
  ...memberRoutes,
  ...callbackRoutes,
  ...workflowRoutes,
  ...pluginRoutes,
  ...userRoutes,
  ...oauthRoutes,
];
