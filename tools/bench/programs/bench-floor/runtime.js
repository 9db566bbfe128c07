// What the floor's stub loads: operations that only wait as long as the calls of the real thing take. With BENCH_CALLS its creates
// make those calls, by the platform's `fetch` and nothing around it.
"use strict";

const { env } = require("node:process");
const { setTimeout: sleep } = require("node:timers/promises");
const { createBot, publishBot } = require("./calls.cjs");

const call = () => sleep(Number(env.BENCH_LATENCY_MS));

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
