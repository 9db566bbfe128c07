export { promotionFrom, type Promotion } from "./program/promotion-from";
export { CozeProvider, type CozeProviderArgs } from "./program/provider";
export { botArgs } from "./program/bot-args";
export { CozeBot, type CozeBotArgs } from "./program/bot";
export type * from "./resources/bot/types";
export { CozeBotTest, type CozeBotTestArgs } from "./program/bot-test";
export type {
  BotTestCase,
  BotTestResult,
  BotTestStatus,
  ChatTurn,
  Expectation,
  JsonExpectation,
  Judge,
} from "./resources/bot-test/types";
export { CozeDataset, type CozeDatasetArgs } from "./program/dataset";
export type { DatasetFormat } from "./resources/dataset/types";
export { CozeDocument, type CozeDocumentArgs } from "./program/document";
export type { ChunkStrategy, DocumentStatus } from "./resources/document/types";
export { CozeFile, type CozeFileArgs } from "./program/file";
export { CozeBotPublication, type CozeBotPublicationArgs } from "./program/publication";
export type { TestedBot } from "./resources/publication/types";
export { CozeApiError } from "./client/http/errors";
export type { PublishStatus } from "./client/bot-types";
export { getBot, getBotOutput, type GetBotArgs } from "./program/lookups/get-bot";
export { getBots, getBotsOutput, type GetBotsArgs } from "./program/lookups/get-bots";
export { getBotVersions, getBotVersionsOutput, type GetBotVersionsArgs } from "./program/lookups/get-bot-versions";
export { getDataset, getDatasetOutput, type GetDatasetArgs } from "./program/lookups/get-dataset";
export { getOnlineInfo, getOnlineInfoOutput, type GetOnlineInfoArgs } from "./program/lookups/get-online-info";
export { getPlugin, getPluginOutput, type GetPluginArgs } from "./program/lookups/get-plugin";
export { getWorkflow, getWorkflowOutput, type GetWorkflowArgs } from "./program/lookups/get-workflow";
export { getWorkspace, getWorkspaceOutput, type GetWorkspaceArgs } from "./program/lookups/get-workspace";
export type {
  GetDatasetResult,
  GetPluginResult,
  GetWorkflowResult,
  GetWorkspaceResult,
  PluginTool,
  WorkflowMode,
  WorkflowPublishStatus,
} from "./lookup/library-results";
export type { LookupOptions } from "./program/lookups/look-up";
export type { BotListItem, BotVersionItem, GetBotResult } from "./lookup/results";
export type { CozeResource, CozeResourceOptions, DeepInput } from "./program/resource";
