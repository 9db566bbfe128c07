import * as fs from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication, CozeDataset, CozeDocument, CozeFile } from "pulumi-coze";

const icon = new CozeFile("icon", { source: new pulumi.asset.FileAsset("icon.png") });

const dataset = new CozeDataset("shop", {
  name: "Shop",
  description: "How to order, and how to send things back",
  iconFileId: icon.fileId,
});

// One document for each file; the path is relative to this folder.
const documents = fs
  .readdirSync("knowledge")
  .filter((file) => file.endsWith(".md"))
  .map((file) => new CozeDocument(file, { dataset, source: new pulumi.asset.FileAsset(`knowledge/${file}`) }));

const bot = new CozeBot(
  "support",
  {
    name: "Support",
    iconFileId: icon.fileId,
    promptInfo: {
      prompt: "You answer questions about the shop from the knowledge base. What is not in it, you do not know.",
    },
    knowledge: { datasetIds: [dataset.id], searchStrategy: "hybrid" },
  },
  // The bot goes live after all documents are processed.
  { dependsOn: documents },
);
const live = new CozeBotPublication("support", { bot });

export const botId = bot.id;
export const version = live.version;
export const datasetId = dataset.id;
export const documentIds = documents.map((document) => document.id);
