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
export { CozeBotPublication, type CozeBotPublicationArgs } from "./publication/resource";
export type { CozeResource, CozeResourceOptions, DeepInput } from "./resource";
