// The same classes, whose resources the plugin runs.
"use strict";

const { CozeBot, CozeBotPublication } = require("pulumi-coze/plugin");

for (const { name, prompt } of require("./bots.cjs")) {
  const bot = new CozeBot(name, { name, promptInfo: { prompt } });
  new CozeBotPublication(name, { bot });
}
