// This package.
"use strict";

const { CozeBot, CozeBotPublication } = require("pulumi-coze");

for (const { name, prompt } of require("./bots.cjs")) {
  const bot = new CozeBot(name, { name, promptInfo: { prompt } });
  new CozeBotPublication(name, { bot });
}
