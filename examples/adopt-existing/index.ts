import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication } from "pulumi-coze";

const config = new pulumi.Config();

const bot = new CozeBot("support", {
  botId: config.get("botId"), // Needed by the first `pulumi up` only.
  name: "Support",
  promptInfo: { prompt: fs.readFileSync(path.join(__dirname, "prompts/support.md"), "utf8") },
  onboardingInfo: { prologue: "Hi! How can I help?" },
});
const live = new CozeBotPublication("support", {
  bot,
  adoptVersion: config.get("adoptVersion"), // The same.
});

export const botId = bot.id;
export const version = live.version;
