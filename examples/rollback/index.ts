import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CozeBot, type CozeBotArgs, CozeBotPublication } from "pulumi-coze";

export const release = new pulumi.Config().require("release");

const read = (file: string) => fs.readFileSync(path.join(__dirname, "releases", release, file), "utf8");

const bot = new CozeBot("support", {
  ...(JSON.parse(read("settings.json")) as CozeBotArgs),
  promptInfo: { prompt: read("prompt.md") },
});
const live = new CozeBotPublication("support", { bot });

export const botId = bot.id;
export const version = live.version;
export const contentHash = live.contentHash;
