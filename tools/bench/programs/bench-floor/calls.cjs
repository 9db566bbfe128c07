// The calls of a create, by the platform's `fetch` and nothing around it.
"use strict";

const { fetch } = globalThis;
const { env } = require("node:process");

const post = async (path, body) => {
  const answer = await fetch(env.COZE_API_BASE + path, {
    method: "POST",
    headers: { authorization: `Bearer ${env.COZE_API_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await answer.json()).data;
};

const createBot = async ({ name, promptInfo }) => {
  const { bot_id } = await post("/v1/bot/create", { space_id: env.COZE_SPACE_ID, name, prompt_info: promptInfo });
  return bot_id;
};

const publishBot = async ({ botId }) => {
  await post("/v1/bot/publish", { bot_id: botId, connector_ids: ["1024"] });
  return botId;
};

module.exports = { createBot, publishBot };
