import type { Route } from "./route";
import { botListRoutes } from "./bot-list";
import { botPublishRoutes } from "./bot-publish";
import { botReadRoutes } from "./bot-read";
import { botWriteRoutes } from "./bot-write";
import { chatRoutes } from "./chat";
import { chatFollowRoutes } from "./chat-follow";
import { conversationRoutes } from "./conversations";
import { datasetRoutes } from "./datasets";
import { documentRoutes } from "./documents";
import { fileRoutes } from "./files";
import { oauthRoutes } from "./oauth";
import { pluginRoutes } from "./plugins";
import { userRoutes } from "./users";
import { workflowRoutes } from "./workflows";
import { workspaceRoutes } from "./workspaces";

/** All that the emulated API answers; each family of routes has its own file. */
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
  ...workflowRoutes,
  ...pluginRoutes,
  ...userRoutes,
  ...oauthRoutes,
];
