/**
 * Every class, function and type that a program imports.
 *
 * @module
 */
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
  Comparison,
  ComparisonVerdict,
  Expectation,
  Fraction,
  JsonExpectation,
  Judge,
  KeptBaseline,
  KeptCandidate,
  KeptCount,
  NoWorseThan,
  PassedChats,
} from "./resources/bot-test/types";
export { CozeDataset, type CozeDatasetArgs } from "./program/dataset";
export type { DatasetFormat } from "./resources/knowledge-types";
export { CozeDocument, type CozeDocumentArgs } from "./program/document";
export type { ChunkStrategy, DocumentStatus } from "./resources/knowledge-types";
export { CozeWorkspaceMember, type CozeWorkspaceMemberArgs } from "./program/member";
export type { MemberRole, MemberStatus, WorkspaceRole } from "./resources/member/types";
export { CozeCallback, type CozeCallbackArgs } from "./program/callback";
export type { CallbackEvent } from "./resources/callback/types";
export { CozeFile, type CozeFileArgs } from "./program/file";
export { CozeBotPublication, type CozeBotPublicationArgs } from "./program/publication";
export type { RequiredPromotion } from "./program/gates";
export type { PassedCases, PromotedVersion, PublishedPromotion } from "./resources/publication/types";
export { CozeChannel } from "./values/channels";
export type { TestedBot } from "./resources/bot-test/types";
export { CozeApiError } from "./client/errors/errors";
export type { PublishStatus } from "./client/bot-types";
export type { LookupOptions } from "./program/lookups/look-up";
export type { CozeResource, CozeResourceOptions, DeepInput } from "./program/resource";
export {
  getBot,
  getBotOutput,
  getBots,
  getBotsOutput,
  getBotVersions,
  getBotVersionsOutput,
  getOnlineInfo,
  getOnlineInfoOutput,
} from "./program/lookups/bots";
export {
  getDataset,
  getDatasetOutput,
  getPlugin,
  getPluginOutput,
  getWorkflow,
  getWorkflowOutput,
  getWorkspace,
  getWorkspaceOutput,
} from "./program/lookups/library";
export type {
  BotListItem,
  BotVersionItem,
  GetBotArgs,
  GetBotResult,
  GetBotsArgs,
  GetBotVersionsArgs,
  GetOnlineInfoArgs,
} from "./lookup/bot-types";
export type {
  GetDatasetArgs,
  GetDatasetResult,
  GetPluginArgs,
  GetPluginResult,
  GetWorkflowArgs,
  GetWorkflowResult,
  GetWorkspaceArgs,
  GetWorkspaceResult,
  PluginTool,
  WorkflowMode,
  WorkflowPublishStatus,
} from "./lookup/library-types";
