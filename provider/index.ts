export { promotionFrom, type Promotion } from "./program/promotion-from";
export { CozeProvider, type CozeProviderArgs } from "./program/provider";
export { botArgs } from "./resources/bot/args";
export { CozeBot, type CozeBotArgs } from "./resources/bot/resource";
export type * from "./resources/bot/types";
export { CozeBotTest, type CozeBotTestArgs } from "./resources/bot-test/resource";
export type {
  BotTestCase,
  BotTestResult,
  BotTestStatus,
  ChatTurn,
  Expectation,
  JsonExpectation,
  Judge,
} from "./resources/bot-test/types";
export { CozeDataset, type CozeDatasetArgs } from "./resources/dataset/resource";
export type { DatasetFormat } from "./resources/dataset/types";
export { CozeDocument, type CozeDocumentArgs } from "./resources/document/resource";
export type { ChunkStrategy, DocumentStatus } from "./resources/document/types";
export { CozeFile, type CozeFileArgs } from "./resources/file/resource";
export { CozeBotPublication, type CozeBotPublicationArgs } from "./resources/publication/resource";
export type { TestedBot } from "./resources/publication/types";
export { CozeApiError } from "./client/http/errors";
export type { PublishStatus } from "./client/bot-types";
export { getBot, getBotOutput, type GetBotArgs } from "./lookup/get-bot";
export { getBots, getBotsOutput, type GetBotsArgs } from "./lookup/get-bots";
export { getBotVersions, getBotVersionsOutput, type GetBotVersionsArgs } from "./lookup/get-bot-versions";
export { getDataset, getDatasetOutput, type GetDatasetArgs } from "./lookup/get-dataset";
export { getOnlineInfo, getOnlineInfoOutput, type GetOnlineInfoArgs } from "./lookup/get-online-info";
export { getPlugin, getPluginOutput, type GetPluginArgs } from "./lookup/get-plugin";
export { getWorkflow, getWorkflowOutput, type GetWorkflowArgs } from "./lookup/get-workflow";
export { getWorkspace, getWorkspaceOutput, type GetWorkspaceArgs } from "./lookup/get-workspace";
export type {
  GetDatasetResult,
  GetPluginResult,
  GetWorkflowResult,
  GetWorkspaceResult,
  PluginTool,
  WorkflowMode,
  WorkflowPublishStatus,
} from "./lookup/library-results";
export type { LookupOptions } from "./lookup/program";
export type { BotListItem, BotVersionItem, GetBotResult } from "./lookup/results";
export type { CozeResource, CozeResourceOptions, DeepInput } from "./program/resource";
