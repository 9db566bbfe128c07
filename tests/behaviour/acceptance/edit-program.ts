/** A bot with lists, its publication, and a bot that follows the version. */
export const editProgram = (prompt: string, { policy = "retain", reversed = false } = {}): string => {
  const order = (items: unknown[]) => JSON.stringify(reversed ? items.toReversed() : items);
  const plugin = (apiId: string) => ({ pluginId: "731", apiId });
  return `
    const bot = new CozeBot("support", {
      name: "Support",
      description: "As it was",
      promptInfo: { prompt: ${JSON.stringify(prompt)} },
      plugins: ${order([plugin("1"), plugin("2"), plugin("3")])},
      workflowIds: ${order(["746", "747", "748"])},
      knowledge: { datasetIds: ${order(["71", "72", "73"])} },
      deletionPolicy: ${JSON.stringify(policy)},
    });
    const live = new CozeBotPublication("support", { bot, connectorIds: ${order(["1024", "999"])} });
    new CozeBot("follower", { name: "Follower", promptInfo: { prompt: pulumi.interpolate\`I follow \${live.version}.\` } });
    exports.id = bot.id;
    exports.version = live.version;
    exports.hash = bot.contentHash;
    exports.promotionHash = bot.promotionHash;
  `;
};
