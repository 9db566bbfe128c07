import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication, type Plugin } from "pulumi-coze";

const config = new pulumi.Config();

// The content is the same in every stack. Whatever belongs to a workspace comes from Pulumi.<stack>.yaml.
const bot = new CozeBot("support", {
  name: config.require("name"),
  promptInfo: { prompt: fs.readFileSync(path.join(__dirname, "prompts/support.md"), "utf8") },
  onboardingInfo: { prologue: "Hi! How can I help?", suggestedQuestions: ["Where is my order?"] },
  knowledge: { datasetIds: config.requireObject<string[]>("datasetIds"), searchStrategy: "hybrid" },
  plugins: config.requireObject<Plugin[]>("plugins"),
  workflowIds: config.requireObject<string[]>("workflowIds"),
  modelInfoConfig: { modelId: config.require("modelId"), temperature: 0.3 },
});

// The stack before this one; dev has none.
const from = config.get("promoteFrom");
const before =
  from === undefined
    ? undefined
    : new pulumi.StackReference(`${pulumi.getOrganization()}/${pulumi.getProject()}/${from}`);

const live = new CozeBotPublication("support", {
  bot,
  requirePromotionHash: before?.getOutput("promotionHash"),
});

export const botId = bot.id;
export const version = live.version;
export const promotionHash = live.promotionHash;
/** What is live in the stack before, as of this run. */
export const versionBefore = before?.getOutput("version") ?? "none";
