import type { GetBotResult } from "../../../provider/lookup/bot-types";
import type { CONTENT_KEYS, CozeBotArgs } from "../../../provider/program/bot";
import type { BotInputs } from "../../../provider/resources/bot/inputs";
import type * as plain from "../../../provider/resources/bot/types";
import type { DeepInput } from "../../../provider/program/resource";
import type { Equal, Holds } from "../package/type-equality";

type Block<K extends keyof BotInputs> = NonNullable<BotInputs[K]>;

/**
 * The documented types are written by hand, the schema checks what is given: `tsc` fails on this file where the two are
 * not the same.
 */
export type BotTypesAreThoseOfTheSchema = [
  Holds<Equal<plain.PromptInfo, Block<"promptInfo">>>,
  Holds<Equal<plain.PrefixPromptInfo, NonNullable<Block<"promptInfo">["prefixPromptInfo"]>>>,
  Holds<Equal<plain.OnboardingInfo, Block<"onboardingInfo">>>,
  Holds<Equal<plain.Knowledge, Block<"knowledge">>>,
  Holds<Equal<plain.Plugin[], Block<"plugins">>>,
  Holds<Equal<plain.ModelInfoConfig, Block<"modelInfoConfig">>>,
  Holds<Equal<plain.ModelParameters, NonNullable<Block<"modelInfoConfig">["parameters"]>>>,
  Holds<Equal<plain.ModelCaching, NonNullable<NonNullable<Block<"modelInfoConfig">["parameters"]>["caching"]>>>,
  Holds<Equal<plain.SuggestReplyInfo, Block<"suggestReplyInfo">>>,
  Holds<Equal<plain.DeletionPolicy, Block<"deletionPolicy">>>,
];

type Args = { [K in keyof BotInputs]: DeepInput<Exclude<BotInputs[K], undefined>> };

export type BotArgsAreThoseOfTheSchema = [
  Holds<Equal<keyof CozeBotArgs, keyof Args>>,
  Holds<Equal<{ [K in keyof CozeBotArgs]: CozeBotArgs[K] }, Args>>,
];

type ContentKey = (typeof CONTENT_KEYS)[number];

/** A list that lacks an input would leave it out of the outputs and of `botArgs`. */
export type KeysOfTheContent = [
  Holds<Equal<ContentKey, Exclude<keyof BotInputs, "spaceId" | "botId" | "deletionPolicy">>>,
  // Coze does not return the icon's file id.
  Holds<Equal<Exclude<ContentKey, keyof GetBotResult>, "iconFileId">>,
];
