import * as z from "zod";
import { id, text, validate, type Problem } from "../../values/validate";
import { combinations } from "./combinations";
import { MAINLAND, type Limits } from "./limits";

const MAX_DATASETS = 150;

const promptInfo = z.strictObject({
  prompt: text(0, 20_000).optional(),
  promptMode: z.enum(["standard", "prefix"]).optional(),
  prefixPromptInfo: z
    .strictObject({ prefixPrompt: z.string().optional(), dynamicPrompt: z.string().optional() })
    .optional(),
});

const knowledge = z.strictObject({
  datasetIds: z
    .array(id)
    .refine((ids) => new Set(ids).size <= MAX_DATASETS, `must have at most ${MAX_DATASETS} items`)
    .optional(),
  autoCall: z.boolean().optional(),
  searchStrategy: z.enum(["semantic", "hybrid", "fullText"]).optional(),
});

const modelInfoConfig = z.strictObject({
  modelId: id,
  temperature: z.number().optional(),
  topP: z.number().min(0).max(1).optional(),
  topK: z.int().min(0).optional(),
  maxTokens: z.int().min(1).optional(),
  contextRound: z.int().min(0).optional(),
  responseFormat: z.enum(["text", "markdown", "json"]).optional(),
  presencePenalty: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  spAntiLeak: z.boolean().optional(),
  spCurrentTime: z.boolean().optional(),
  cacheType: z.enum(["closed", "prefix"]).optional(),
  apiMode: z.enum(["chat_api", "responses_api"]).optional(),
  parameters: z
    .strictObject({
      thinkingType: z.enum(["enabled", "disabled", "auto"]).optional(),
      caching: z.strictObject({ type: z.enum(["enabled", "disabled"]).optional() }).optional(),
      store: z.boolean().optional(),
      cachingExpireTime: z.int().min(1).max(259_200).optional(),
    })
    .optional(),
});

const suggestReplyInfo = z.strictObject({
  replyMode: z.enum(["enable", "disable", "customized"]).optional(),
  customizedPrompt: z.string().optional(),
});

/** Every input of a CozeBot, as Coze's pages on creating and updating a bot have them, with the limits of a region. */
const inputsWithin = (limits: Limits) =>
  z.strictObject({
    spaceId: id.optional(),
    botId: id.optional(),
    name: text(1, limits.name),
    description: text(0, limits.description).optional(),
    iconFileId: id.optional(),
    promptInfo: promptInfo.optional(),
    onboardingInfo: z
      .strictObject({
        prologue: text(0, limits.prologue).optional(),
        suggestedQuestions: z.array(text(0, limits.question)).optional(),
      })
      .optional(),
    knowledge: knowledge.optional(),
    plugins: z.array(z.strictObject({ pluginId: id, apiId: id })).optional(),
    workflowIds: z.array(id).optional(),
    modelInfoConfig: modelInfoConfig.optional(),
    suggestReplyInfo: suggestReplyInfo.optional(),
    deletionPolicy: z.enum(["retain", "archive", "fail"]).optional(),
  });

export const botInputs = inputsWithin(MAINLAND);

/** The inputs of a bot in a program. */
export type BotInputs = z.infer<typeof botInputs>;

/** The checked inputs. A partly created bot has no hashes. */
export type CheckedBot = BotInputs & { spaceId: string; contentHash?: string; promotionHash?: string };

/** All problems of the inputs, by the limits of a region. Makes no call. */
export function botProblems(inputs: Record<string, unknown>, limits = MAINLAND): Problem[] {
  const schema = limits === MAINLAND ? botInputs : inputsWithin(limits);
  return [...validate(schema, inputs), ...combinations(inputs)];
}
