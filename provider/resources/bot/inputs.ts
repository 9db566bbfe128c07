import * as z from "zod";
import { UNKNOWN, type Declared } from "../../values/unknown";
import { id, problem, text, validate, type Problem } from "../../values/validate";
import { MAINLAND, type Limits } from "./limits";

const MAX_DATASETS = 150;

/** Every input of a CozeBot, as the Coze pages on creating and updating a bot give them, with the limits of a region. */
const inputsWithin = (limits: Limits) =>
  z.strictObject({
    spaceId: id.optional(),
    botId: id.optional(),
    name: text(1, limits.name),
    description: text(0, limits.description).optional(),
    iconFileId: id.optional(),
    promptInfo: z
      .strictObject({
        prompt: text(0, 20_000).optional(),
        promptMode: z.enum(["standard", "prefix"]).optional(),
        prefixPromptInfo: z
          .strictObject({ prefixPrompt: z.string().optional(), dynamicPrompt: z.string().optional() })
          .optional(),
      })
      .optional(),
    onboardingInfo: z
      .strictObject({
        prologue: text(0, limits.prologue).optional(),
        suggestedQuestions: z.array(text(0, limits.question)).optional(),
      })
      .optional(),
    knowledge: z
      .strictObject({
        datasetIds: z
          .array(id)
          .refine((ids) => new Set(ids).size <= MAX_DATASETS, `must have at most ${MAX_DATASETS} items`)
          .optional(),
        autoCall: z.boolean().optional(),
        searchStrategy: z.enum(["semantic", "hybrid", "fullText"]).optional(),
      })
      .optional(),
    plugins: z.array(z.strictObject({ pluginId: id, apiId: id })).optional(),
    workflowIds: z.array(id).optional(),
    modelInfoConfig: z
      .strictObject({
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
      })
      .optional(),
    suggestReplyInfo: z
      .strictObject({
        replyMode: z.enum(["enable", "disable", "customized"]).optional(),
        customizedPrompt: z.string().optional(),
      })
      .optional(),
    deletionPolicy: z.enum(["retain", "archive", "fail"]).optional(),
  });

export const botInputs = inputsWithin(MAINLAND);

/** What a program declares of a bot. */
export type BotInputs = z.infer<typeof botInputs>;

/** The inputs as a check returns them. A bot that was made in part has no hashes. */
export type CheckedBot = BotInputs & { spaceId: string; contentHash?: string; promotionHash?: string };

/** Everything that is wrong with the inputs, found without a call, by the limits of a region. */
export function botProblems(inputs: Record<string, unknown>, limits = MAINLAND): Problem[] {
  const schema = limits === MAINLAND ? botInputs : inputsWithin(limits);
  return [...validate(schema, inputs), ...combinations(inputs)];
}

/** Inputs that the schema may refuse: their types are what they should be. */
type Given = Partial<Declared<BotInputs>>;

/**
 * Rules between inputs. They are judged apart from the schema, so that a bad leaf elsewhere does not hide them. What is
 * not known yet may turn out to be absent, and breaks none.
 */
function combinations(inputs: Given): Problem[] {
  const prompt = block(inputs.promptInfo);
  const model = block(inputs.modelInfoConfig);
  const parameters = block(model.parameters);
  const suggest = block(inputs.suggestReplyInfo);
  const problems: Problem[] = [];
  const must = (holds: boolean, path: string, rule: string, given: unknown, showText = false): void => {
    if (!holds) problems.push(problem(path, rule, given, showText));
  };

  if (prompt.promptMode === "prefix") {
    must(
      prompt.prompt === undefined || prompt.prompt === UNKNOWN,
      "promptInfo.prompt",
      'must not be set with promptMode "prefix": use prefixPromptInfo',
      prompt.prompt,
    );
    must(
      prompt.prefixPromptInfo !== undefined,
      "promptInfo.prefixPromptInfo",
      'is required with promptMode "prefix"',
      undefined,
    );
  } else if (prompt.prefixPromptInfo !== undefined && prompt.prefixPromptInfo !== UNKNOWN) {
    must(
      prompt.promptMode === UNKNOWN,
      "promptInfo.promptMode",
      'must be "prefix" where prefixPromptInfo is set',
      prompt.promptMode,
      true,
    );
  }

  const cachingPath = cachingOf(model);
  const caches = block(parameters.caching).type === "enabled";
  if (cachingPath !== undefined && inputs.promptInfo !== UNKNOWN) {
    const path = `modelInfoConfig.${cachingPath}`;
    const rule = `must be "prefix" with prefix caching (${path})`;
    if (prompt.promptMode !== "prefix" && prompt.promptMode !== UNKNOWN)
      problems.push({ ...problem("promptInfo.promptMode", rule, prompt.promptMode, true), other: path.split(".") });
  }
  if (model.apiMode === "responses_api") {
    must(
      model.cacheType !== "prefix",
      "modelInfoConfig.cacheType",
      'must be "closed" with apiMode "responses_api", which caches by parameters.caching',
      model.cacheType,
      true,
    );
  } else if (caches) {
    must(
      model.apiMode === UNKNOWN,
      "modelInfoConfig.apiMode",
      'must be "responses_api" where parameters.caching is enabled',
      model.apiMode,
      true,
    );
  }
  for (const key of ["store", "cachingExpireTime"] as const) {
    must(
      caches ||
        parameters[key] === undefined ||
        parameters[key] === UNKNOWN ||
        model.apiMode === "responses_api" ||
        model.apiMode === UNKNOWN,
      `modelInfoConfig.parameters.${key}`,
      'is for apiMode "responses_api" only',
      parameters[key],
    );
  }
  if (caches) {
    must(
      parameters.store !== false,
      "modelInfoConfig.parameters.store",
      "must be true where parameters.caching is enabled",
      parameters.store,
    );
  }
  if (suggest.replyMode === "customized") {
    must(
      Boolean(suggest.customizedPrompt),
      "suggestReplyInfo.customizedPrompt",
      'is required with replyMode "customized"',
      suggest.customizedPrompt,
    );
  }
  return problems;
}

/**
 * A model block that is no longer declared keeps its values on Coze, the prefix caching among them, and that takes no other
 * prompt mode: the caching has to be switched off first.
 */
export function leftCaching(olds: Given, inputs: Given): Problem[] {
  const cachingPath = cachingOf(block(olds.modelInfoConfig));
  const mode = block(inputs.promptInfo).promptMode;
  const stays = mode === "prefix" || mode === UNKNOWN || inputs.promptInfo === UNKNOWN;
  if (cachingPath === undefined || inputs.modelInfoConfig !== undefined || stays) return [];
  return [
    problem(
      "modelInfoConfig",
      `must stay, without ${cachingPath}, in the run in which promptInfo.promptMode leaves "prefix": a block that is left out keeps its ` +
        "prefix caching on Coze, which takes no other prompt",
      undefined,
    ),
  ];
}

/** The input that switches prefix caching on, if one does. */
function cachingOf(model: Partial<Declared<NonNullable<BotInputs["modelInfoConfig"]>>>): string | undefined {
  if (model.cacheType === "prefix") return "cacheType";
  return block(block(model.parameters).caching).type === "enabled" ? "parameters.caching.type" : undefined;
}

/** The block, or an empty one where it is absent, unknown or no block at all. */
function block<T>(value: T): Partial<Extract<T, object>> {
  return typeof value === "object" && value !== null ? value : {};
}

/**
 * With its deep thinking switched on by hand, a bot may have no tools, by Coze's page. That is a warning, since `enabled` is the default
 * of many models, and some bots of them have tools.
 */
export function thinksBesideTools(inputs: Given): boolean {
  const { thinkingType } = block(block(inputs.modelInfoConfig).parameters);
  const has = (key: "plugins" | "workflowIds"): boolean => Array.isArray(inputs[key]) && inputs[key].length > 0;
  return thinkingType === "enabled" && (has("plugins") || has("workflowIds"));
}
