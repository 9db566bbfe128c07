// The smallest possible package of dynamic resources with the same calls and outputs.
"use strict";

const { Bot, Publication } = require("bench-floor");

for (const { name, prompt } of require("./bots.cjs")) {
  const { id: botId, spaceId, contentHash, promotionHash } = new Bot(name, { name, promptInfo: { prompt } });
  new Publication(name, { botId, spaceId, contentHash, promotionHash });
}
