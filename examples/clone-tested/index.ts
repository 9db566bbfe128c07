import * as pulumi from "@pulumi/pulumi";
import { botArgs, CozeBot, type CozeBotArgs, CozeBotPublication, getBot } from "pulumi-coze";

export = async () => {
  const config = new pulumi.Config();
  const tested = await getBot({ botId: config.require("testedBotId"), published: true });

  // Where it is set, nothing but the version that was tested is taken over.
  const expected = config.get("testedVersion");
  if (expected !== undefined && tested.version !== expected) {
    throw new pulumi.RunError(
      `Version ${String(tested.version)} of the tested bot is live, and coze:testedVersion is ${expected}: test what is live, then set it.`,
    );
  }

  const bot = new CozeBot("support", {
    ...botArgs(tested),
    // What belongs to a space is another here: knowledge, plugins, workflowIds, modelInfoConfig.
    ...config.getObject<Partial<CozeBotArgs>>("here"),
  });
  const live = new CozeBotPublication("support", { bot });

  return { botId: bot.id, version: live.version, testedVersion: tested.version };
};
