import * as fs from "node:fs";
import * as path from "node:path";
import { type BotTestCase, CozeBot, CozeBotPublication, CozeBotTest } from "pulumi-coze";

const read = (file: string): string => fs.readFileSync(path.join(__dirname, file), "utf8");

const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: read("prompts/support.md") } });

// `npx pulumi-coze compare` reads the same file.
const { cases, maxChats } = JSON.parse(read("suite.json")) as { cases: BotTestCase[]; maxChats: number };
const tested = new CozeBotTest("support", { bot, cases, maxChats, noWorseThan: { live: true } });

const live = new CozeBotPublication("support", { bot, requireTest: tested });

export const botId = bot.id;
export const version = live.version;
export const comparison = tested.comparison;
