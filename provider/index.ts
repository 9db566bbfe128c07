export { CozeProvider, type CozeProviderArgs } from "./account/resource";
export { botArgs } from "./bot/args";
export { CozeBot, type CozeBotArgs } from "./bot/resource";
export type {
  DeletionPolicy,
  Knowledge,
  ModelCaching,
  ModelInfoConfig,
  ModelParameters,
  OnboardingInfo,
  Plugin,
  PrefixPromptInfo,
  PromptInfo,
  SuggestReplyInfo,
} from "./bot/types";
export { CozeDataset, type CozeDatasetArgs, type DatasetFormat } from "./dataset/resource";
export { CozeDocument, type CozeDocumentArgs } from "./document/resource";
export type { ChunkStrategy, DocumentStatus } from "./document/types";
export { CozeFile, type CozeFileArgs } from "./file/resource";
export { CozeBotPublication, type CozeBotPublicationArgs } from "./publication/resource";
export { CozeApiError } from "./client/errors";
export type { PublishStatus } from "./client/wire-types";
export { getBot, getBotOutput, type GetBotArgs } from "./lookup/get-bot";
export { getBots, getBotsOutput, type GetBotsArgs } from "./lookup/get-bots";
export { getBotVersions, getBotVersionsOutput, type GetBotVersionsArgs } from "./lookup/get-bot-versions";
export { getOnlineInfo, getOnlineInfoOutput, type GetOnlineInfoArgs } from "./lookup/get-online-info";
export type { LookupOptions } from "./lookup/program";
export type { BotListItem, BotVersionItem, GetBotResult } from "./lookup/results";
export type { CozeResource, CozeResourceOptions, DeepInput } from "./resource";
