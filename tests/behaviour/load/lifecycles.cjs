// The provider's part of a large `up`, without the engine: one process, one session, many resources at a time. Plain
// JavaScript, since the memory that is measured is to be the provider's alone.
"use strict";

const { bot, publication } = require("pulumi-coze/runtime");

const { config, bots, parallel } = JSON.parse(process.argv[2]);

async function make(provider, declared) {
  const { inputs, failures } = await provider.check({}, declared);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
  return provider.create(inputs);
}

async function makeBot(i) {
  const promptInfo = { prompt: `You are number ${i}. ${"Be kind. ".repeat(500)}` };
  const { id, outs } = await make(bot, { name: `Bot ${i}`, promptInfo, __resource: `bot${i}` });
  const { spaceId, contentHash, promotionHash } = outs;
  const ofBot = { botId: id, spaceId, contentHash, promotionHash, __resource: `bot${i}` };
  return { id, version: (await make(publication, ofBot)).outs.version };
}

async function main() {
  for (const provider of [bot, publication]) await provider.configure({ config: { get: (key) => config[key] } });
  const made = [];
  let next = 0;
  const worker = async () => {
    while (next < bots) made.push(await makeBot(next++));
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  console.log(JSON.stringify({ made, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
