import * as z from "zod";
import { regionOf } from "../../values/hosts";
import { formatPath, type Problem, problem } from "../../values/problem";
import { id, text, validate } from "../validate";
import { UNKNOWN, type Declared } from "../../values/tree";

/** The most characters in the texts of a bot. */
export interface Limits {
  readonly name: number;
  readonly description: number;
  readonly prologue: number;
  /** The limit of one suggested question. */
  readonly question: number;
}

/** The limits of coze.cn, from the API's pages. */
const MAINLAND: Limits = { name: 20, description: 500, prologue: 300, question: 50 };
/** The limits of coze.com, from its console. */
const OVERSEAS: Limits = { name: 40, description: 800, prologue: 800, question: 90 };

/** The limits of the region of an API address. */
export function limitsAt(baseUrl: string): Limits {
  return regionOf(new URL(baseUrl).hostname) === "coze.com" ? OVERSEAS : MAINLAND;
}

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

/** Every input of a CozeBot, by Coze's pages on creating and updating a bot, with the limits of a region. */
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

/** Inputs before the schema has accepted them: values may have other types than these. */
type Given = Partial<Declared<BotInputs>>;
type Model = Partial<Declared<NonNullable<BotInputs["modelInfoConfig"]>>>;

/**
 * The rules between inputs. They are apart from the schema, so that a bad leaf elsewhere does not hide them. An unknown
 * value breaks no rule: it may turn out to be absent.
 */
function combinations(inputs: Given): Problem[] {
  return [
    ...promptProblems(inputs),
    ...prefixCachingProblems(inputs),
    ...protocolProblems(inputs),
    ...suggestionProblems(inputs),
  ];
}

/** A bot has either one prompt or a prompt in two parts. */
function promptProblems({ promptInfo }: Given): Problem[] {
  const { prompt, promptMode, prefixPromptInfo } = block(promptInfo);
  if (promptMode === "prefix") {
    const rule = 'must not be set with promptMode "prefix": use prefixPromptInfo';
    const required = 'is required with promptMode "prefix"';
    return [
      ...(isDeclared(prompt) ? [problem("promptInfo.prompt", rule, prompt)] : []),
      ...(prefixPromptInfo === undefined ? [problem("promptInfo.prefixPromptInfo", required, undefined)] : []),
    ];
  }
  if (!isDeclared(prefixPromptInfo) || promptMode === UNKNOWN) return [];
  return [problem("promptInfo.promptMode", 'must be "prefix" where prefixPromptInfo is set', promptMode)];
}

/** Prefix caching needs the prompt in two parts. */
function prefixCachingProblems({ promptInfo, modelInfoConfig }: Given): Problem[] {
  const cachingPath = cachingOf(block(modelInfoConfig));
  const { promptMode } = block(promptInfo);
  if (cachingPath === undefined || promptInfo === UNKNOWN || promptMode === "prefix" || promptMode === UNKNOWN)
    return [];
  const path = `modelInfoConfig.${cachingPath}`;
  const rule = `must be "prefix" with prefix caching (${path})`;
  return [{ ...problem("promptInfo.promptMode", rule, promptMode), other: path.split(".") }];
}

/** Each protocol between bot and model has its own settings of caching and context. */
function protocolProblems({ modelInfoConfig }: Given): Problem[] {
  const model = block(modelInfoConfig);
  const parameters = block(model.parameters);
  const { apiMode, cacheType } = model;
  const caches = cachesByParameters(model);
  const problems: Problem[] = [];
  if (apiMode === "responses_api" && cacheType === "prefix") {
    const rule = 'must be "closed" with apiMode "responses_api", which caches by parameters.caching';
    problems.push(problem("modelInfoConfig.cacheType", rule, cacheType));
  }
  const isOtherProtocol = apiMode !== "responses_api" && apiMode !== UNKNOWN;
  if (isOtherProtocol && caches) {
    const rule = 'must be "responses_api" where parameters.caching is enabled';
    problems.push(problem("modelInfoConfig.apiMode", rule, apiMode));
  }
  if (isOtherProtocol && !caches) {
    const rule = 'is for apiMode "responses_api" only';
    const declared = (["store", "cachingExpireTime"] as const).filter((key) => isDeclared(parameters[key]));
    problems.push(...declared.map((key) => problem(`modelInfoConfig.parameters.${key}`, rule, parameters[key])));
  }
  if (caches && parameters.store === false) {
    const rule = "must be true where parameters.caching is enabled";
    problems.push(problem("modelInfoConfig.parameters.store", rule, parameters.store));
  }
  return problems;
}

function suggestionProblems({ suggestReplyInfo }: Given): Problem[] {
  const { replyMode, customizedPrompt } = block(suggestReplyInfo);
  if (replyMode !== "customized" || customizedPrompt) return [];
  return [problem("suggestReplyInfo.customizedPrompt", 'is required with replyMode "customized"', customizedPrompt)];
}

/**
 * Refuses a change that would leave prefix caching on. A model block that is no longer declared keeps its values on
 * Coze, prefix caching included. Prefix caching accepts only its own prompt mode, so it has to be switched off first.
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

/**
 * Whether the inputs have deep thinking and tools. By Coze's page, a bot with deep thinking has no tools. The result is
 * only a warning: `enabled` is the default of many models, and some bots with these models have tools.
 */
export function thinksBesideTools(inputs: Given): boolean {
  const { thinkingType } = block(block(inputs.modelInfoConfig).parameters);
  const has = (key: "plugins" | "workflowIds"): boolean => Array.isArray(inputs[key]) && inputs[key].length > 0;
  return thinkingType === "enabled" && (has("plugins") || has("workflowIds"));
}

/** The paths of texts with characters that come from reading a file in a wrong encoding. */
export function misreadTexts(inputs: object): string[] {
  const within = (value: unknown, path: readonly PropertyKey[]): string[] => {
    if (typeof value === "string") return /[\uFEFF\uFFFD]/.test(value) ? [formatPath(path)] : [];
    if (typeof value !== "object" || value === null) return [];
    const entries: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return entries.flatMap(([key, item]) => within(item, [...path, key]));
  };
  return within(inputs, []);
}

/** The input that switches prefix caching on; `undefined` if none does. */
function cachingOf(model: Model): string | undefined {
  if (model.cacheType === "prefix") return "cacheType";
  return cachesByParameters(model) ? "parameters.caching.type" : undefined;
}

function cachesByParameters({ parameters }: Model): boolean {
  return block(block(parameters).caching).type === "enabled";
}

/** Whether the input is certainly declared. */
function isDeclared(value: unknown): boolean {
  return value !== undefined && value !== UNKNOWN;
}

/** The block; an empty block if the value is absent, unknown or not a block. */
function block<T>(value: T): Partial<Extract<T, object>> {
  return typeof value === "object" && value !== null ? value : {};
}
