import * as fs from "node:fs";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication } from "pulumi-coze";

const config = new pulumi.Config();
const template = fs.readFileSync(path.join(__dirname, "prompts/support.md"), "utf8");

// From another resource into the bot.
const orders = new aws.apigatewayv2.Api("orders", { protocolType: "HTTP" });

const bot = new CozeBot("support", {
  name: "Support",
  promptInfo: { prompt: orders.apiEndpoint.apply((address) => template.replace("{{orders}}", address)) },
  modelInfoConfig: { modelId: config.require("modelId"), temperature: 0.3 },
});
const live = new CozeBotPublication("support", { bot });

// From the bot into other resources: they follow the version in the same run.
new kubernetes.core.v1.ConfigMap("support-bot", {
  metadata: { name: "support-bot", namespace: config.require("namespace") },
  data: { COZE_BOT_ID: bot.id, COZE_BOT_VERSION: live.version },
});
new aws.ssm.Parameter("support-bot", {
  name: "/bots/support",
  type: "String",
  value: pulumi.jsonStringify({ botId: bot.id, version: live.version }),
});

export const botId = bot.id;
export const version = live.version;
