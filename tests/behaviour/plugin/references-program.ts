/** A bot in YAML. */
export const botOf = (prompt: string) => ({
  type: "coze:Bot",
  properties: { name: "Support", promptInfo: { prompt } },
});

export const CASES = [{ name: "kind", ask: "How are you?", expect: [{ contains: "Be" }] }];

/** A bot, its test and its publication in YAML. The two name the bot in one way or another. */
export const referring = (prompt: string, live: object, tested: object = { bot: "${support}" }) => ({
  resources: {
    support: botOf(prompt),
    tested: { type: "coze:BotTest", properties: { ...tested, cases: CASES } },
    live: { type: "coze:Publication", properties: { ...live } },
  },
  outputs: { published: "${live.promotionHash}", tested: "${tested.testedPromotionHash}" },
});

export const REFERENCES = { bot: "${support}", requireTest: "${tested}" };

export const HASHES = { contentHash: "${support.contentHash}", promotionHash: "${support.promotionHash}" };

/** The inputs of before there were references. */
export const FLAT = {
  botId: "${support.id}",
  spaceId: "${support.spaceId}",
  ...HASHES,
  requireTest: { botId: "${tested.botId}", testedContentHash: "${tested.testedContentHash}" },
};
