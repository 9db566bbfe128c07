import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type BotTestCase, CozeBot, CozeBotPublication, CozeBotTest, promotionFrom } from "pulumi-coze";

const config = new pulumi.Config();
const read = (file: string): string => fs.readFileSync(path.join(__dirname, file), "utf8");

const bot = new CozeBot("support", {
  name: config.require("name"),
  promptInfo: { prompt: read("prompts/support.md") },
  onboardingInfo: { prologue: "Hi! How can I help?", suggestedQuestions: ["Where is my order?"] },
});

// The draft is tested after its update and before its publish. `npx pulumi-coze test` reads the same file.
const { cases } = JSON.parse(read("suite.json")) as { cases: BotTestCase[] };
const tested = new CozeBotTest("support", { bot, cases });

// The stack before this one; staging has none.
const from = config.get("promoteFrom");
const before =
  from === undefined ? undefined : promotionFrom(`${pulumi.getOrganization()}/${pulumi.getProject()}/${from}`);

const live = new CozeBotPublication("support", {
  bot,
  requireTest: tested,
  requirePromotionHash: before?.testedPromotionHash,
});

export const botId = bot.id;
export const version = live.version;
export const testedPromotionHash = tested.testedPromotionHash;
export const results = tested.results;
