// The least that a package of dynamic resources can be; its classes stand in a package, as ours do.
"use strict";

const { Bot, Publication } = require("bench-floor");
const { env } = require("node:process");

for (const { name, prompt, revision } of require("./bots.cjs")) {
  const bot = new Bot(name, { name, promptInfo: { prompt }, revision });
  const { spaceId, contentHash, promotionHash } = bot;
  const followed = env.BENCH_OUTPUTS ? { spaceId, contentHash, promotionHash } : { revision: bot.revision };
  new Publication(name, { botId: bot.id, ...followed });
}
