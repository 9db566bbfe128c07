import type { GetBotResult } from "../../lookup/results";
import { programError } from "../../program/error";
import { declarableModel } from "./declarable";
import type { CozeBotArgs } from "./resource";
import type { PromptInfo } from "./types";

/**
 * Turns the result of `getBot` into the arguments of a `CozeBot`: to clone a bot, or to promote exactly what was tested in the
 * console. The result has the fields that belong to a workspace (knowledge, plugins, workflows, model), and you can replace
 * them. It does not have the fields that Coze does not return (icon, `autoCall`, `searchStrategy`).
 *
 * Fails if Coze has not returned the ids of a plugin's tools, as in some reads of drafts.
 */
export function botArgs(bot: GetBotResult): CozeBotArgs {
  const untold = (bot.plugins ?? []).filter(({ apiId }) => apiId === "0").map(({ pluginId }) => pluginId);
  if (untold.length > 0) {
    throw programError(
      `botArgs: plugins: Coze has not told which tools of plugin ${[...new Set(untold)].join(", ")} bot ${bot.botId} uses. ` +
        "Read the published bot (getBot with published: true), or set plugins yourself.",
    );
  }
  const { name, description, onboardingInfo, knowledge, plugins, workflowIds, modelInfoConfig, suggestReplyInfo } = bot;
  const args: CozeBotArgs = { name };
  if (description) args.description = description;
  const promptInfo = promptOf(bot.promptInfo);
  if (promptInfo) args.promptInfo = promptInfo;
  if (onboardingInfo?.prologue || onboardingInfo?.suggestedQuestions?.length) args.onboardingInfo = onboardingInfo;
  if (knowledge?.datasetIds?.length) args.knowledge = knowledge;
  if (plugins?.length) args.plugins = plugins;
  if (workflowIds?.length) args.workflowIds = workflowIds;
  if (modelInfoConfig) args.modelInfoConfig = declarableModel(modelInfoConfig);
  if (suggestReplyInfo?.replyMode === "customized") args.suggestReplyInfo = suggestReplyInfo;
  else if (suggestReplyInfo?.replyMode) args.suggestReplyInfo = { replyMode: suggestReplyInfo.replyMode };
  return args;
}

/** A read tells both kinds of prompt; a bot has the one that its mode says. */
function promptOf(info: PromptInfo | undefined): PromptInfo | undefined {
  if (info?.promptMode === "prefix") return { promptMode: "prefix", prefixPromptInfo: info.prefixPromptInfo ?? {} };
  return info?.prompt ? { prompt: info.prompt } : undefined;
}
