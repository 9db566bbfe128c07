// What the floor's stub loads: operations that only wait as long as the calls of the real thing take. With BENCH_CALLS its creates
// make those calls, by the platform's `fetch` and nothing around it.
"use strict";

const { fetch } = globalThis;
const { env } = require("node:process");
const { setTimeout: sleep } = require("node:timers/promises");

const call = () => sleep(Number(env.BENCH_LATENCY_MS));

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

/** One wait for every call that the real thing makes. */
const resource = (create, callsOfDelete) => {
  let made = 0;
  return {
    async check(_olds, news) {
      return { inputs: news };
    },
    async diff(_id, olds, news) {
      return { changes: olds.revision !== news.revision || olds.botId !== news.botId };
    },
    async create(inputs) {
      if (env.BENCH_CALLS) return { id: await create(inputs), outs: inputs };
      await call();
      return { id: String(++made), outs: inputs };
    },
    async read(id, props) {
      await call();
      return { id, props };
    },
    async update(_id, _olds, news) {
      await call();
      return { outs: news };
    },
    async delete() {
      for (let i = 0; i < callsOfDelete; i++) await call();
    },
  };
};

// Coze deletes no bot, and takes one off a channel by one call.
exports.bot = resource(createBot, 0);
exports.publication = resource(publishBot, 1);
