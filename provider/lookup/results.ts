import type { Knowledge, ModelInfoConfig, OnboardingInfo, Plugin, PromptInfo, SuggestReplyInfo } from "../bot/types";

/** A bot as Coze returns it, under the names of a bot's inputs. What Coze does not return is not here: the icon's file id,
 * `knowledge.autoCall`, `knowledge.searchStrategy`, and the workspace. */
export interface GetBotResult {
  readonly botId: string;
  readonly name: string;
  readonly description?: string;
  readonly promptInfo?: PromptInfo;
  readonly onboardingInfo?: OnboardingInfo;
  readonly knowledge?: Knowledge;
  readonly plugins?: Plugin[];
  readonly workflowIds?: string[];
  readonly modelInfoConfig?: ModelInfoConfig;
  readonly suggestReplyInfo?: SuggestReplyInfo;
  /** The hash of everything here that a bot's inputs can declare. */
  readonly contentHash: string;
  /** The same without what belongs to a workspace. */
  readonly promotionHash: string;
  /** The published version; absent of a draft. */
  readonly version?: string;
  /** Signed and short-lived. */
  readonly iconUrl?: string;
  readonly ownerUserId?: string;
  /** Unix seconds. */
  readonly createTime?: number;
  /** Unix seconds. */
  readonly updateTime?: number;
}

/** A bot in a list. */
export interface BotListItem {
  readonly botId: string;
  readonly name?: string;
  readonly description?: string;
  readonly iconUrl?: string;
  readonly folderId?: string;
  readonly ownerUserId?: string;
  /** Unix seconds. */
  readonly updatedAt?: number;
  readonly isPublished?: boolean;
  /** Unix seconds; absent of a bot that was never published. */
  readonly publishedAt?: number;
}

/** A version of a bot. */
export interface BotVersionItem {
  readonly version: string;
  readonly changelog?: string;
  /** Unix seconds. */
  readonly createdAt?: number;
  readonly publishStatus?: string;
  readonly creatorId?: string;
  readonly creatorName?: string;
}
