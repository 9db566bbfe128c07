// The least that a package of dynamic resources can be; its classes stand in a package, as ours do.
"use strict";

const { Bot, Publication } = require("bench-floor");

for (const { name, prompt, revision } of require("./bots.cjs")) {
  const bot = new Bot(name, { name, promptInfo: { prompt }, revision });
  new Publication(name, { botId: bot.id, revision: bot.revision });
}
