import { UNKNOWN, type Declared } from "../../values/unknown";
import { problem, type Problem } from "../../values/validate";
import type { BotInputs } from "./inputs";

/** Inputs before the schema has accepted them: values may have other types than these. */
type Given = Partial<Declared<BotInputs>>;
type Model = Partial<Declared<NonNullable<BotInputs["modelInfoConfig"]>>>;

/**
 * The rules between inputs. They are apart from the schema, so that a bad leaf elsewhere does not hide them. An unknown
 * value may turn out to be absent, and breaks none.
 */
export function combinations(inputs: Given): Problem[] {
  return [
    ...promptProblems(inputs),
    ...prefixCachingProblems(inputs),
    ...protocolProblems(inputs),
    ...suggestionProblems(inputs),
  ];
}

/** A bot has one prompt, or one in two parts. */
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
  return [problem("promptInfo.promptMode", 'must be "prefix" where prefixPromptInfo is set', promptMode, true)];
}

/** Prefix caching needs the prompt in two parts. */
function prefixCachingProblems({ promptInfo, modelInfoConfig }: Given): Problem[] {
  const cachingPath = cachingOf(block(modelInfoConfig));
  const { promptMode } = block(promptInfo);
  if (cachingPath === undefined || promptInfo === UNKNOWN || promptMode === "prefix" || promptMode === UNKNOWN)
    return [];
  const path = `modelInfoConfig.${cachingPath}`;
  const rule = `must be "prefix" with prefix caching (${path})`;
  return [{ ...problem("promptInfo.promptMode", rule, promptMode, true), other: path.split(".") }];
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
    problems.push(problem("modelInfoConfig.cacheType", rule, cacheType, true));
  }
  const isOtherProtocol = apiMode !== "responses_api" && apiMode !== UNKNOWN;
  if (isOtherProtocol && caches) {
    const rule = 'must be "responses_api" where parameters.caching is enabled';
    problems.push(problem("modelInfoConfig.apiMode", rule, apiMode, true));
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
 * A model block that is no longer declared keeps its values on Coze. Prefix caching is one of them, and accepts no other
 * prompt mode: it has to be switched off first.
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
 * With deep thinking, a bot may have no tools, by Coze's page. It is a warning and no error: `enabled` is the default of many
 * models, and some bots with these models have tools.
 */
export function thinksBesideTools(inputs: Given): boolean {
  const { thinkingType } = block(block(inputs.modelInfoConfig).parameters);
  const has = (key: "plugins" | "workflowIds"): boolean => Array.isArray(inputs[key]) && inputs[key].length > 0;
  return thinkingType === "enabled" && (has("plugins") || has("workflowIds"));
}

/** The input that switches prefix caching on, if one does. */
function cachingOf(model: Model): string | undefined {
  if (model.cacheType === "prefix") return "cacheType";
  return cachesByParameters(model) ? "parameters.caching.type" : undefined;
}

function cachesByParameters({ parameters }: Model): boolean {
  return block(block(parameters).caching).type === "enabled";
}

/** Whether the input is there for certain. */
function isDeclared(value: unknown): boolean {
  return value !== undefined && value !== UNKNOWN;
}

/** The block, or an empty one where it is absent, unknown or no block at all. */
function block<T>(value: T): Partial<Extract<T, object>> {
  return typeof value === "object" && value !== null ? value : {};
}
