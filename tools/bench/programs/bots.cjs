// What every contender declares: the same bots, read from the file that the bench has written beside the program.
"use strict";

const { readFileSync } = require("node:fs");

const { bots, promptBytes, edited } = JSON.parse(readFileSync(`${__dirname}/bench.json`, "utf8"));

/** The first one, or all of them. */
const isEdited = (i) => edited === "all" || (edited && i === 0);

/** Prompts that differ, so that nothing which is equal can be stored or sent once. */
function prompt(i) {
  const begin = `Bot ${i}${isEdited(i) ? ", edited" : ""}. `;
  return begin.padEnd(promptBytes, "You answer questions about orders, politely and briefly. ");
}

module.exports = Array.from({ length: bots }, (_, i) => ({
  name: `bot-${i}`,
  prompt: prompt(i),
  /** What is not the prompt and changes with it. */
  revision: isEdited(i) ? "1" : "0",
}));
