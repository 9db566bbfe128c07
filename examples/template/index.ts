import * as fs from "node:fs";
import * as path from "node:path";
import { CozeBot, CozeBotPublication } from "pulumi-coze";

const bot = new CozeBot("support", {
  name: "Support",
  description: "Answers questions about orders",
  promptInfo: { prompt: fs.readFileSync(path.join(__dirname, "prompts/support.md"), "utf8") },
  onboardingInfo: { prologue: "Hi! How can I help?", suggestedQuestions: ["Where is my order?"] },
});

const live = new CozeBotPublication("support", { bot });

export const botId = bot.id;
export const version = live.version;
