// A script with Coze's official client. It keeps the ids that it has made, and knows nothing of what was changed since.
"use strict";

const { CozeAPI } = require("@coze/api");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { argv, env, exit } = require("node:process");

const [, , step, parallel] = argv;
const idsFile = `${__dirname}/ids.json`;
const ids = existsSync(idsFile) ? JSON.parse(readFileSync(idsFile, "utf8")) : {};
const client = new CozeAPI({ baseURL: env.COZE_API_BASE, token: env.COZE_API_TOKEN });

async function up({ name, prompt }) {
  const content = { name, prompt_info: { prompt } };
  if (name in ids) await client.bots.update({ bot_id: ids[name], ...content });
  else ids[name] = (await client.bots.create({ space_id: env.COZE_SPACE_ID, ...content })).bot_id;
  await client.bots.publish({ bot_id: ids[name], connector_ids: ["1024"] });
}

// The client has no method for it.
async function destroy({ name }) {
  await client.post(`/v1/bots/${ids[name]}/unpublish`, { connector_id: "1024" });
}

async function main() {
  const waiting = [...require("./bots.cjs")];
  const work = step === "destroy" ? destroy : up;
  const worker = async () => {
    for (let bot = waiting.shift(); bot; bot = waiting.shift()) await work(bot);
  };
  await Promise.all(Array.from({ length: Number(parallel) }, worker));
  writeFileSync(idsFile, JSON.stringify(ids));
}

main().catch((error) => {
  console.error(error);
  exit(1);
});
