// Every contender declares these bots, from the file that the bench has written beside the program.
"use strict";

const { readFileSync } = require("node:fs");

const { bots, edited } = JSON.parse(readFileSync(`${__dirname}/bench.json`, "utf8"));
const PROMPT_BYTES = 2_000;

module.exports = Array.from({ length: bots }, (_, i) => {
  // The prompts differ, so that no text can be stored or sent once for all. The edit changes the first bot.
  const begin = `Bot ${i}${edited && i === 0 ? ", edited" : ""}. `;
  return { name: `bot-${i}`, prompt: begin.padEnd(PROMPT_BYTES, "You answer questions about orders, politely. ") };
});
