import * as pulumi from "@pulumi/pulumi";
import { botArgs, CozeBot, type CozeBotArgs, CozeBotPublication, getBot } from "pulumi-coze";

export = async () => {
  const config = new pulumi.Config();
  const tested = await getBot({ botId: config.require("testedBotId"), published: true });

  // If set, the program takes over this version only.
  const expected = config.get("testedVersion");
  if (expected !== undefined && tested.version !== expected) {
    throw new pulumi.RunError(
      `Version ${String(tested.version)} of the tested bot is live, and coze:testedVersion is ${expected}: test what is live, then set it.`,
    );
  }

  const bot = new CozeBot("support", {
    ...botArgs(tested),
    // Whatever belongs to a workspace differs here: knowledge, plugins, workflowIds, modelInfoConfig.
    ...config.getObject<Partial<CozeBotArgs>>("here"),
  });
  const live = new CozeBotPublication("support", { bot });

  return { botId: bot.id, version: live.version, testedVersion: tested.version };
};
