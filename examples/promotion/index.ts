import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as coze from "pulumi-coze";

const config = new pulumi.Config();

// Each stack has a workspace of its own. What a workspace holds is looked up by name, so no stack's configuration has an id.
const { spaceId } = coze.getWorkspaceOutput({ name: config.require("workspace") });
const faq = coze.getDatasetOutput({ name: "Support FAQ", spaceId });
const refund = coze.getWorkflowOutput({ name: "refund_order", spaceId });
// A plugin of Coze's store has one id in all workspaces.
const search = coze.getPluginOutput({ pluginId: "7311989349275530101" });

const bot = new coze.CozeBot("support", {
  spaceId,
  name: config.require("name"),
  promptInfo: { prompt: fs.readFileSync(path.join(__dirname, "prompts/support.md"), "utf8") },
  onboardingInfo: { prologue: "Hi! How can I help?", suggestedQuestions: ["Where is my order?"] },
  knowledge: { datasetIds: [faq.datasetId], searchStrategy: "hybrid" },
  plugins: search.apply(({ pluginId, tools }) =>
    tools.filter(({ name }) => name === "search").map(({ apiId }) => ({ pluginId, apiId })),
  ),
  workflowIds: [refund.workflowId],
  modelInfoConfig: { modelId: "1706077826", temperature: 0.3 },
});

// The stack before this one; dev has none.
const from = config.get("promoteFrom");
const before =
  from === undefined ? undefined : coze.promotionFrom(`${pulumi.getOrganization()}/${pulumi.getProject()}/${from}`);

const live = new coze.CozeBotPublication("support", { bot, requirePromotion: before?.promotion });

export const botId = bot.id;
export const version = live.version;
export const promotionHash = live.promotionHash;
/** What is live here, for the next stack: version, commit and hash, and as `before` what was taken over from the stack before. */
export const promotion = live.promotion;
/** What is live in the stack before, as of this run. */
export const versionBefore = before?.version ?? "none";
