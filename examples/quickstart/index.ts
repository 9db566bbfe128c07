import * as fs from "node:fs";
import * as path from "node:path";
import { CozeBot, CozeBotPublication } from "pulumi-coze";

const bot = new CozeBot("support", {
  name: "Support",
  description: "Answers questions about orders",
  promptInfo: { prompt: fs.readFileSync(path.join(__dirname, "prompts/support.md"), "utf8") },
  onboardingInfo: { prologue: "Hi! How can I help?", suggestedQuestions: ["Where is my order?"] },
  knowledge: { datasetIds: ["7385093717923410001"], searchStrategy: "hybrid" },
  plugins: [{ pluginId: "7311989349275530001", apiId: "7350575366173620001" }],
  workflowIds: ["7460491086110370001"],
  modelInfoConfig: { modelId: "1706077826", temperature: 0.3, responseFormat: "markdown" },
});

const live = new CozeBotPublication("support", { bot, connectorIds: ["API", "ChatSDK"] });

export const botId = bot.id;
export const version = live.version;
export const contentHash = bot.contentHash;
